import multiprocessing
import os

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


class Warehouse:
    def __init__(self, address):
        self.stub = _PerProcess(StockStub, _PerProcess(grpc.insecure_channel, address))  # expect: GFF101 fork=25

    def count(self, sku):
        return self.stub.Count(shop_pb2.StockRequest(sku=sku)).pieces


warehouse = Warehouse("stock:50052")


def report(sku):
    print(sku, warehouse.count(sku))


if __name__ == "__main__":
    multiprocessing.Process(target=report, args=("tea",)).start()
