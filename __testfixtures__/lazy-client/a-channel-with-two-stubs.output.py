"""Prices and stock of the shop."""
import os
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

# One connection for both services; the gateway sorts them out.
_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("gateway:50050")  # expect: GFF101 warning fork=23
    return _channel_by_pid[pid]


_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = PricesStub(get_channel())
    return _prices_by_pid[pid]


_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(get_channel())  # counts pieces, not boxes
    return _stock_by_pid[pid]


def value(sku):
    """What all pieces of an article are worth."""
    cents = get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents
    pieces = get_stock().Count(shop_pb2.StockRequest(sku=sku)).pieces
    return cents * pieces


def main():
    with Pool(4) as pool:
        print(sum(pool.map(value, ["tea", "milk"])))


if __name__ == "__main__":
    main()
