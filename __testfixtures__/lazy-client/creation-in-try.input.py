import logging
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

try:
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=22
except grpc.RpcError:
    logging.warning("no prices today")
    stub = None


def reprice(sku):
    if stub is not None:
        print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
