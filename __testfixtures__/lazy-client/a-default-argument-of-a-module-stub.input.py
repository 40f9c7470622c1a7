from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

STUB = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=16


def reprice(sku, stub=STUB):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
