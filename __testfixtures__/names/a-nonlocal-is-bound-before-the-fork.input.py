from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def main():
    stub = None

    def connect():
        nonlocal stub
        stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=20

    def reprice():
        print(stub.List(shop_pb2.Empty()))

    connect()
    Process(target=reprice).start()


if __name__ == "__main__":
    main()
