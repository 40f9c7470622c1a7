from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def reprice():
    stub = PricesStub(grpc.insecure_channel("prices.backup:50051"))
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=reprice).start()
    print(stub.List(shop_pb2.Empty()))
