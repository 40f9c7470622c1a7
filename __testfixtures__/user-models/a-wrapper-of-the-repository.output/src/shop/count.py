import multiprocessing
import os

from shop import rpc


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


stock = _PerProcess(rpc.connect, "stock")  # expect: GFF105 warning fork=13


def count(item):
    return stock.count(item)


def main():
    worker = multiprocessing.Process(target=count, args=("tea",))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
