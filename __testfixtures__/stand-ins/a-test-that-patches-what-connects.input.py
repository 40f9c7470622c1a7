from multiprocessing import Process
from unittest import mock
from unittest.mock import patch

import grpc

from shop_pb2_grpc import StockStub


def take(stock):
    stock.Take()


class Orders:
    def connect(self):
        self.stock = StockStub(grpc.insecure_channel("stock:50051"))

    def ship(self):
        Process(target=take, args=(self.stock,)).start()


@patch.object(Orders, "connect", lambda self: None)
def connected():
    orders = Orders()
    orders.connect()
    return orders


@mock.patch.object(Orders, "connect", lambda self: None)
def test_ship(_connect):
    orders = Orders()
    orders.connect()
    orders.ship()


def test_ship_again():
    connected().ship()


def test_start():
    with patch("multiprocessing.Process.start"):
        orders = Orders()
        orders.connect()
        orders.ship()


def test_start_by_hand(monkeypatch):
    monkeypatch.setattr(Process, "start", print)
    orders = Orders()
    orders.connect()
    orders.ship()
