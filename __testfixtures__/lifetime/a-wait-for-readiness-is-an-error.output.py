import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


class _PerProcess:
    """Stands for an object that each process makes for itself: gRPC objects must not cross a fork."""

    def __init__(self, make, *args, **kwargs):
        self._make, self._args, self._kwargs = make, args, kwargs
        self._by_pid = {}

    def _get(self):
        pid = os.getpid()
        if pid not in self._by_pid:
            self._by_pid[pid] = self._make(*self._args, **self._kwargs)
        return self._by_pid[pid]

    def __getattr__(self, name):
        return getattr(self._get(), name)


channel = _PerProcess(grpc.insecure_channel, "orders:50050", options=[("grpc.use_local_subchannel_pool", 1)])  # expect: GFF101 error fork=18
grpc.channel_ready_future(channel).result(timeout=10)
orders = _PerProcess(OrdersStub, channel)


def pack(number):
    orders.Ship(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
