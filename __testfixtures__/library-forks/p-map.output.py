import os

import grpc
from p_tqdm import p_umap

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=15 fix=safe
    return _stock_by_pid[pid]


def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku)).amount


if __name__ == "__main__":
    print(p_umap(count, ["tea", "milk"], num_cpus=2))
