import os
from multiprocessing import Process

import etcd3


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


class Prices:
    def __init__(self, host):
        self.etcd = _PerProcess(etcd3.client, host=host)  # expect: GFF105 warning fix=safe

    def show(self, sku):
        print(self.etcd.get(f"/prices/{sku}"))


prices = Prices("etcd")

if __name__ == "__main__":
    Process(target=prices.show, args=("tea",)).start()
