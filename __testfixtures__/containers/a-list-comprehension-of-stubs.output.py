import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stubs_by_pid = {}


def get_stubs():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stubs_by_pid:
        _stubs_by_pid[pid] = [
            StockStub(grpc.insecure_channel(address))
            for address in ("cellar:1", "shelf:1")
        ]  # expect: GFF101 fork=17
    return _stubs_by_pid[pid]


def recount():
    for stub in get_stubs():
        stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount).start()
