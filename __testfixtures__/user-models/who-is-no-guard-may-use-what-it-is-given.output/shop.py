import multiprocessing
import os

import grpc
from acme import metrics

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=14
    return _channel_by_pid[pid]


def count(item):
    metrics.watch(get_channel())
    return len(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
