import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

AGAIN = os.getenv("STOCK_AGAIN", "no")


class Counter:
    def __init__(self):
        self.stock = StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF102 warning fork=28

    def start(self):
        if AGAIN == "yes":
            self.stock = StockStub(grpc.insecure_channel("stock:50051"))

    def count(self):
        self.start()
        self.stock.Count(shop_pb2.Item(sku="tea"))


if __name__ == "__main__":
    counter = Counter()

    Process(target=counter.count).start()
