import os
from multiprocessing import Process, Queue

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


def count(queue, stock):
    while True:
        stock.Count(shop_pb2.Item(sku=queue.get()))


class Counters:
    """Its workers are there as soon as it is made, and this library does not make one."""

    def __init__(self, workers, address):
        self.stock = _PerProcess(StockStub, _PerProcess(grpc.insecure_channel, address))  # expect: GFF102 warning fork=21
        self.queue = Queue()
        for _ in range(workers):
            Process(target=count, args=(self.queue, self.stock)).start()

    def put(self, sku):
        self.queue.put(sku)
