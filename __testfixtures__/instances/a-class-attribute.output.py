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


class Prices:
    channel = _PerProcess(grpc.insecure_channel, "prices:50051")  # expect: GFF101 fork=19
    stub = _PerProcess(PricesStub, channel)

    @classmethod
    def price(cls, sku):
        return cls.stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(Prices.price, ["tea", "milk"]))
