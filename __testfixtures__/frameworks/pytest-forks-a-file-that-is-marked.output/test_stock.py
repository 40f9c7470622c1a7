import os

import grpc
import pytest

import shop_pb2_grpc

pytestmark = [pytest.mark.slow, pytest.mark.forked]

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )  # expect: GFF101 warning fork=6 fix=safe, GFF401 warning fork=6 fix=safe
    return _stock_by_pid[pid]


def test_count():
    assert get_stock().Count("tea") == 3
