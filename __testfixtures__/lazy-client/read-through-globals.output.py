import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub, StockStub


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


orders = _PerProcess(OrdersStub, _PerProcess(grpc.insecure_channel, "orders:50050"))  # expect: GFF101 fork=22
stock = StockStub(grpc.insecure_channel("stock:50052"))


def service(name):
    return globals()[name]


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    print(service(input()))
    Process(target=cancel, args=(7,)).start()
