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


stub = _PerProcess(PricesStub, _PerProcess(grpc.insecure_channel, "prices:50051"))  # expect: GFF101 fork=21


def get_stub(name):
    """The end of a ticket."""
    return name[-4:]


def reprice(sku):
    print(get_stub(sku), stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
