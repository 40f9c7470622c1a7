from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stubs = {}


def connect(names):
    for name in names:
        stubs[name] = StockStub(grpc.insecure_channel(f"{name}:50052"))  # expect: GFF101 fork=22


def recount(name):
    stubs.get(name).Recount(shop_pb2.Empty())


if __name__ == "__main__":
    connect(["cellar", "shelf"])
    Process(target=recount, args=("cellar",)).start()
