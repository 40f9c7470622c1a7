import os
from multiprocessing import Process
from unittest.mock import patch

import grpc

from shop_pb2_grpc import StockStub


def take(stock):
    stock.Take()


class Orders:
    def connect(self):
        self.stock = StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF102 warning fork=19

    def ship(self):
        Process(target=take, args=(self.stock,)).start()


@patch.dict(os.environ, {"STOCK": "stock:50051"})
def test_ship():
    orders = Orders()
    orders.connect()
    orders.ship()
