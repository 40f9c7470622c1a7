import os
from multiprocessing import Pool

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


WAREHOUSES = {
    "cellar": _PerProcess(
        StockStub, _PerProcess(grpc.insecure_channel, "cellar:50052")
    ),  # expect: GFF101 fork=19
    "shelf": _PerProcess(StockStub, _PerProcess(grpc.insecure_channel, "shelf:50052")),  # expect: GFF101 fork=19
}


def count(name):
    return WAREHOUSES[name].Count(shop_pb2.StockRequest(sku="tea")).pieces


if __name__ == "__main__":
    with Pool(2) as pool:
        print(dict(zip(WAREHOUSES, pool.map(count, list(WAREHOUSES)))))
