import os

import grpc
from pebble import ProcessPool, concurrent

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=22 fix=safe
    return _stock_by_pid[pid]


_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 warning fork=25 fix=safe
    return _prices_by_pid[pid]


def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku)).amount


@concurrent.process(timeout=5)
def price(sku):
    return get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with ProcessPool(max_workers=2) as pool:
        future = pool.schedule(count, args=["tea"], timeout=5)
        print(future.result())
    # Pebble starts a new process for each call.
    print(price("tea").result())
