import os

import grpc

from shop.shop_pb2_grpc import PricesStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=nightly.py:7
        _stub_by_pid[pid] = PricesStub(channel)
    return _stub_by_pid[pid]
