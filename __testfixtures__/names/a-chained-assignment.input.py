import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

default_stub = stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=16


def reprice():
    print(default_stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    multiprocessing.Process(target=reprice).start()
