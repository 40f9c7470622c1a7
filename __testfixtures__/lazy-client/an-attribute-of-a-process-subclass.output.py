import os
from multiprocessing import Process

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


class PriceWatcher(Process):
    """Prints prices as they change."""

    def __init__(self, address, skus):
        super().__init__(name="price-watcher")
        self.skus = skus
        self.channel = _PerProcess(grpc.insecure_channel, address)  # expect: GFF102
        self.stub = _PerProcess(PricesStub, self.channel)

    def run(self):
        for price in self.stub.Watch(shop_pb2.Skus(skus=self.skus)):
            self.show(price)

    def show(self, price):
        print(price.sku, price.cents)


if __name__ == "__main__":
    watcher = PriceWatcher("prices:50051", ["tea"])
    watcher.start()
    watcher.join()
