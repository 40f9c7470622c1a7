import os

import grpc

from . import shop_pb2
from .shop_pb2_grpc import PricesStub


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


class PriceClient:
    """Prices, by name of the article."""

    def __init__(self, address, timeout=5):
        self._channel = _PerProcess(grpc.insecure_channel, address)  # expect: GFF101 fork=nightly.py:13
        self._stub = _PerProcess(PricesStub, self._channel)
        self._timeout = timeout

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku), timeout=self._timeout).cents
