from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = None


def warm_up(address):
    stub = PricesStub(grpc.insecure_channel(address))
    print(len(stub.List(shop_pb2.Empty()).prices), "prices")


def reprice():
    if stub:
        print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    warm_up("prices:50051")
    Process(target=reprice).start()
