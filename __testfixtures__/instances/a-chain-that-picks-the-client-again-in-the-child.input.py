import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_http import HttpStock
from shop_pb2_grpc import StockStub

PROTOCOL = os.getenv("STOCK_PROTOCOL", "grpc").lower()


class Counter:
    def start(self):
        if PROTOCOL == "grpc":
            self.stock = StockStub(grpc.insecure_channel("stock:50051"))
        elif PROTOCOL == "http":
            self.stock = HttpStock("http://stock")

    def count(self):
        # What the parent made is gone: whatever the protocol is, the child has made its own.
        self.start()
        self.stock.Count(shop_pb2.Item(sku="tea"))


if __name__ == "__main__":
    counter = Counter()
    counter.start()
    Process(target=counter.count).start()
