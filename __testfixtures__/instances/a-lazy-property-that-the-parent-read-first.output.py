import multiprocessing
import os

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
    def __init__(self, address):
        self.address = address
        self._stub = None

    @property
    def stub(self):
        if self._stub is None:
            self._stub = _PerProcess(
                StockStub,
                _PerProcess(
                    grpc.insecure_channel,
                    self.address,
                    options=[("grpc.use_local_subchannel_pool", 1)],
                ),
            )  # expect: GFF102 error fork=27
        return self._stub

    def recount(self, sku):
        self.stub.Recount(shop_pb2.StockRequest(sku=sku))


if __name__ == "__main__":
    warehouse = Warehouse("stock:50052")
    warehouse.recount("bread")
    multiprocessing.Process(target=warehouse.recount, args=("tea",)).start()
