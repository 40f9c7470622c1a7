import grpc
import pytest

import shop_pb2_grpc


@pytest.fixture(scope="session")
def stock():
    with grpc.insecure_channel("stock:50051") as channel:
        yield shop_pb2_grpc.StockStub(channel)


def test_count(stock):
    assert stock.Count("tea") == 3


def test_price():
    assert 3 * 4 == 12
