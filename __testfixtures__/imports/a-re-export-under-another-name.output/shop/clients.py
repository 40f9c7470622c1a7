import os

import grpc

from shop_pb2_grpc import PricesStub, StockStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))
_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=nightly.py:12
    return _stock_by_pid[pid]
