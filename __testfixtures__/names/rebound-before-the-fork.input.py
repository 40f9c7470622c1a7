from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices.old:50051"))
stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=17


def reprice():
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=reprice).start()
