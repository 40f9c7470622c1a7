import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

_stubs_by_pid = {}


def get_stubs():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stubs_by_pid:
        _stubs_by_pid[pid] = {
            "prices": PricesStub(grpc.insecure_channel("prices:50051")),  # expect: GFF101 fork=19
            "stock": StockStub(grpc.insecure_channel("stock:50052")),
        }
    return _stubs_by_pid[pid]


def reprice(sku):
    print(get_stubs()["prices"].GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
