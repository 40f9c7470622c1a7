import os

import grpc
import pytest

import shop_pb2_grpc

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )  # expect: GFF101 warning fork=17 fix=safe, GFF401 warning fork=17 fix=safe
    return _stock_by_pid[pid]


prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel("prices:50051"))


def test_price():
    assert prices.Quote("tea") == 320


# It leaves its process in a state that nobody else should see.


@pytest.mark.forked
def test_count():
    assert get_stock().Count("tea") == 3
