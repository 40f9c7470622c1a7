import os

import grpc

from shop_pb2_grpc import StockStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=services/stock/main.py:12
    return _stub_by_pid[pid]
