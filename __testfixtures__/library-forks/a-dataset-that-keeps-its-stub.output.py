import os

import grpc
from torch.utils.data import DataLoader, Dataset

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


class Skus(Dataset):
    def __init__(self, address):
        self.stock = _PerProcess(StockStub, _PerProcess(grpc.insecure_channel, address))  # expect: GFF101 warning fork=17

    def __getitem__(self, index):
        return self.stock.Count(shop_pb2.Sku(sku=str(index)))


skus = Skus("stock:50052")
for batch in DataLoader(skus, batch_size=8, num_workers=4):
    print(batch)
