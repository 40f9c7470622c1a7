import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=22
    return _prices_by_pid[pid]


known = {}


def load_prices():
    for price in get_prices().List(shop_pb2.Empty()).prices:
        known[price.sku] = price.cents


def price(sku):
    return known[sku]


if __name__ == "__main__":
    with multiprocessing.Pool(4, load_prices) as pool:
        print(pool.map(price, ["tea", "milk"]))
