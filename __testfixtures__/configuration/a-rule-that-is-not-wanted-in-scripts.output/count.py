import multiprocessing
import os

import grpc

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=13
    return _channel_by_pid[pid]


def count():
    return get_channel().unary_unary("/shop.Stock/Count")(b"tea")


if __name__ == "__main__":
    multiprocessing.Process(target=count).start()
