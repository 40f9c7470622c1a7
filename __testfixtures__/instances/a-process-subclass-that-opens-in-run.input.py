from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class PriceWatcher(Process):
    def __init__(self, address):
        Process.__init__(self, name="prices")
        self.address = address
        self.stub = None

    def run(self):
        self.stub = PricesStub(grpc.insecure_channel(self.address))
        self.watch()

    def watch(self):
        for price in self.stub.Watch(shop_pb2.Empty()):
            print(price.sku, price.cents)


if __name__ == "__main__":
    PriceWatcher("prices:50051").start()
