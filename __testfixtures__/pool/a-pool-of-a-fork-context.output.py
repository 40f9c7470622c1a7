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
        _prices_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=17
    return _prices_by_pid[pid]


def price(sku):
    return get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))


if __name__ == "__main__":
    main()
