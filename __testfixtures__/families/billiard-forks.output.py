import os

import billiard

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=16
    return _prices_by_pid[pid]


def price(sku):
    print(get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    billiard.Process(target=price, args=("tea",)).start()
