import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


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


class ShopProcess(multiprocessing.Process):
    def __init__(self, address):
        super().__init__(daemon=True)
        self.channel = _PerProcess(grpc.insecure_channel, address)  # expect: GFF102


class PriceWatcher(ShopProcess):
    def run(self):
        for price in PricesStub(self.channel).Watch(shop_pb2.Empty()):
            print(price.sku, price.cents)


def main():
    watcher = PriceWatcher("prices:50051")
    watcher.start()
    watcher.join()


if __name__ == "__main__":
    main()
