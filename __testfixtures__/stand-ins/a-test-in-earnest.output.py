import os
from multiprocessing import Process
from unittest.mock import patch

import grpc

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


def take(stock):
    stock.Take()


class Orders:
    def connect(self):
        self.stock = _PerProcess(
            StockStub, _PerProcess(grpc.insecure_channel, "stock:50051")
        )  # expect: GFF102 warning fork=19

    def ship(self):
        Process(target=take, args=(self.stock,)).start()


@patch.dict(os.environ, {"STOCK": "stock:50051"})
def test_ship():
    orders = Orders()
    orders.connect()
    orders.ship()
