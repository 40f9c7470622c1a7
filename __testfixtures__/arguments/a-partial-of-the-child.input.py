from functools import partial
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(stub, sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF102 fork=16
    Process(target=partial(reprice, stub, sku="tea")).start()
