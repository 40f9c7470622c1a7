import os

import grpc

from shop.jobs import Job

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=14 fix=safe
    return _channel_by_pid[pid]


class Count(Job):
    def run(self):
        print(get_channel().unary_unary("/shop.Stock/Count")(b"tea"))


if __name__ == "__main__":
    Count().start()
