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
    def __init__(self, name, address):
        self.name = name
        self.stub = _PerProcess(
            StockStub,
            _PerProcess(
                grpc.insecure_channel,
                address,
                options=[("grpc.use_local_subchannel_pool", 1)],
            ),
        )  # expect: GFF102 error fork=25

    def count(self, sku):
        return self.stub.Count(shop_pb2.StockRequest(sku=sku)).pieces

    def report(self, skus):
        for sku in skus:
            print(self.name, sku, self.count(sku))


def main():
    cellar = Warehouse("cellar", "cellar:50052")
    print(cellar.count("bread"))
    Process(target=cellar.report, args=(["tea", "milk"],)).start()


if __name__ == "__main__":
    main()
