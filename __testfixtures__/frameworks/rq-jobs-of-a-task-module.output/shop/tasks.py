import os

import grpc

import shop_pb2_grpc

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )  # expect: GFF101 warning fork=worker.py:7 fix=safe
    return _stock_by_pid[pid]


def count(sku):
    return get_stock().Count(sku)
