import os
from multiprocessing import Process

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

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        made = self._by_pid.pop(os.getpid(), None)
        if made is not None:
            made.close()


def pack(orders, number):
    orders.Ship(shop_pb2.OrderId(number=number))


def main():
    with _PerProcess(
        grpc.insecure_channel,
        "orders:50050",
        options=[("grpc.use_local_subchannel_pool", 1)],
    ) as channel:  # expect: GFF102 error fork=17
        stub = _PerProcess(OrdersStub, channel)
        for order in stub.List(shop_pb2.Empty()).orders:
            Process(target=pack, args=(stub, order.number)).start()


if __name__ == "__main__":
    main()
