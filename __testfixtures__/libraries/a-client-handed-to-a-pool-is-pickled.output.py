import os
from multiprocessing import Pool

from google.cloud import pubsub_v1


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

    def __getstate__(self):
        return self._make, self._args, self._kwargs

    def __setstate__(self, state):
        self._make, self._args, self._kwargs = state
        self._by_pid = {}


def announce(publisher, number):
    publisher.publish("orders", number).result()


if __name__ == "__main__":
    client = _PerProcess(pubsub_v1.PublisherClient)  # expect: GFF105 error fix=safe
    with Pool(2) as pool:
        pool.starmap(announce, [(client, b"1"), (client, b"2")])
