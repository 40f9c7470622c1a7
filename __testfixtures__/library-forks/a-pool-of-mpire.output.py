import os

import grpc
from mpire import WorkerPool

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(
            grpc.insecure_channel(
                "stock:50052", options=[("grpc.use_local_subchannel_pool", 1)]
            )
        )  # expect: GFF101 error fork=17 fix=safe
    return _stock_by_pid[pid]


def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku)).amount


if __name__ == "__main__":
    print(count("tea"))
    with WorkerPool(n_jobs=4) as pool:
        print(pool.map(count, ["milk", "sugar"], progress_bar=True))
