from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = None


def connect(address):
    global stub
    stub = PricesStub(grpc.insecure_channel(address))


def reprice(address):
    connect(address)
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=reprice, args=("prices:50051",)).start()
