import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice():
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=15
    multiprocessing.Process(target=reprice).start()
