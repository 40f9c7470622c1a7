import grpc
import pytest

import shop_pb2_grpc

pytestmark = [pytest.mark.slow, pytest.mark.forked]

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=6 fix=safe, GFF401 warning fork=6 fix=safe


def test_count():
    assert stock.Count("tea") == 3
