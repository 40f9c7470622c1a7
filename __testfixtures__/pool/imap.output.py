import os
from multiprocessing.pool import Pool

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


def count(sku):
    return get_stock().Count(shop_pb2.StockRequest(sku=sku)).pieces


if __name__ == "__main__":
    with Pool(2) as pool:
        for pieces in pool.imap(count, ["tea", "milk"]):
            print(pieces)
