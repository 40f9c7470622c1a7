import os
from multiprocessing import Process

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


class Client:
    def __init__(self, address):
        self.channel = _PerProcess(grpc.insecure_channel, address)  # expect: GFF102 fork=24


class Stock(Client):
    def __init__(self):
        super().__init__("stock:50052")
        self.stub = _PerProcess(StockStub, self.channel)

    def recount(self):
        self.stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=Stock().recount).start()
