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


_stub = None


def set_channel(channel):
    global _stub
    _stub = PricesStub(channel)


def price(sku):
    return _stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    channel = _PerProcess(grpc.insecure_channel, "prices:50051")  # expect: GFF102 fork=22
    with multiprocessing.Pool(4, initializer=set_channel, initargs=(channel,)) as pool:
        print(pool.map(price, ["tea", "milk"]))
