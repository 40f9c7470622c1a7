import os
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


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


def daemonize():
    if os.fork() > 0:
        sys.exit(0)
    os.setsid()


def main():
    orders = _PerProcess(OrdersStub, _PerProcess(grpc.insecure_channel, "orders:50050"))  # expect: GFF101 fork=11
    daemonize()
    for order in orders.Watch(shop_pb2.Empty()):
        print(order.number)


if __name__ == "__main__":
    main()
