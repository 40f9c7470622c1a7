import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=11
    return _stub_by_pid[pid]


if __name__ == "__main__":
    multiprocessing.Process(
        target=lambda: print(get_stub().List(shop_pb2.Empty()))
    ).start()
