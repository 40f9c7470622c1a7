import os

import grpc
from acme.jobs import Job


class _PerProcess:
    """Makes its object in each process: gRPC objects must not cross a fork."""

    def __init__(self, make, *args, **kwargs):
        self._make, self._args, self._kwargs = make, args, kwargs
        self._by_pid = {}

    def _get(self):
        pid = os.getpid()
        if pid not in self._by_pid:
            self._by_pid[pid] = self._make(*self._args, **self._kwargs)
        return self._by_pid[pid]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._get(), name)


def count(channel, item):
    return channel.unary_unary("/shop.Stock/Count")(item)


if __name__ == "__main__":
    channel = _PerProcess(grpc.insecure_channel, "stock:50051")  # expect: GFF102 warning fork=11
    job = Job("count", count, channel, b"tea")
    job.start()
    job.join()
