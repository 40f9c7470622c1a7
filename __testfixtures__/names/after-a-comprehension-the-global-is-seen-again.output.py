import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=17
    return _stock_by_pid[pid]


def recount(names):
    print([stock.title() for stock in names])
    get_stock().Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount, args=(["tea", "milk"],)).start()
