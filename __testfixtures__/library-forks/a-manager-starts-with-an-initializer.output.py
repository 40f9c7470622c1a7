import os
from multiprocessing.managers import SyncManager

import grpc

import shop_pb2_grpc

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )  # expect: GFF101 warning fork=16 fix=safe
    return _stock_by_pid[pid]


def fill():
    print(get_stock().Count(b"tea"))


if __name__ == "__main__":
    manager = SyncManager()
    manager.start(fill)
    print(manager.dict())
