from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def reprice():
    if stub is not None:
        print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    stub = None
    Process(target=reprice).start()
