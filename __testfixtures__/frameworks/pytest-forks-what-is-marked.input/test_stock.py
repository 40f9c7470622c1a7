import grpc
import pytest

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=17 fix=safe, GFF401 warning fork=17 fix=safe
prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel("prices:50051"))


def test_price():
    assert prices.Quote("tea") == 320


# It leaves its process in a state that nobody else should see.


@pytest.mark.forked
def test_count():
    assert stock.Count("tea") == 3
