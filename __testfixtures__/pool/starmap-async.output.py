import multiprocessing as mp
import os

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=16
    return _stock_by_pid[pid]


def move(sku, pieces):
    get_stock().Move(shop_pb2.MoveRequest(sku=sku, pieces=pieces))


if __name__ == "__main__":
    mp.Pool(2).starmap_async(move, [("tea", 3), ("milk", 4)]).wait()
