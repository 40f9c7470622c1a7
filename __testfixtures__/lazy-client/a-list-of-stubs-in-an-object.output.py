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


class Warehouse:
    def __init__(self, number, others):
        self.number = number
        self.stubs = []
        for other in others:
            channel = _PerProcess(
                grpc.insecure_channel, "localhost:" + str(50000 + other)
            )  # expect: GFF102 fork=25
            self.stubs.append(
                {"number": other, "stub": _PerProcess(StockStub, channel)}
            )

    def serve(self):
        for entry in self.stubs:
            entry["stub"].Hello(shop_pb2.Number(number=self.number))


if __name__ == "__main__":
    for number in range(3):
        warehouse = Warehouse(number, [other for other in range(3) if other != number])
        Process(target=warehouse.serve).start()
