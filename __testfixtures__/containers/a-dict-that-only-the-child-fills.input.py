from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stubs = {}


def stub_for(name):
    if name not in stubs:
        stubs[name] = StockStub(grpc.insecure_channel(f"{name}:50052"))
    return stubs[name]


def recount(name):
    stub_for(name).Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount, args=("cellar",)).start()
