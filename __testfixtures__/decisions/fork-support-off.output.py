import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"  # expect: GFF304 error fork=20 fix=safe

import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=20 fix=safe
    return _stock_by_pid[pid]


def count(sku):
    get_stock().Count(shop_pb2.Sku(sku=sku))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
