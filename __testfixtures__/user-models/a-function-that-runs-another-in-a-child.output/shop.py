import os

import grpc
from acme.jobs import run_in_child

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=11 fix=safe
    return _channel_by_pid[pid]


def count(item):
    return get_channel().unary_unary("/shop.Stock/Count")(item)


run_in_child(count, b"tea")
