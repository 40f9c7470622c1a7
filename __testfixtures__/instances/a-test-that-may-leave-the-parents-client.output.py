import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


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


AGAIN = os.getenv("STOCK_AGAIN", "no")


class Counter:
    def __init__(self):
        self.stock = _PerProcess(
            StockStub, _PerProcess(grpc.insecure_channel, "stock:50051")
        )  # expect: GFF102 warning fork=28

    def start(self):
        if AGAIN == "yes":
            self.stock = StockStub(grpc.insecure_channel("stock:50051"))

    def count(self):
        self.start()
        self.stock.Count(shop_pb2.Item(sku="tea"))


if __name__ == "__main__":
    counter = Counter()

    Process(target=counter.count).start()
