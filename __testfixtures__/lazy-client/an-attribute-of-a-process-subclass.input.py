from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class PriceWatcher(Process):
    """Prints prices as they change."""

    def __init__(self, address, skus):
        super().__init__(name="price-watcher")
        self.skus = skus
        self.channel = grpc.insecure_channel(address)  # expect: GFF102
        self.stub = PricesStub(self.channel)

    def run(self):
        for price in self.stub.Watch(shop_pb2.Skus(skus=self.skus)):
            self.show(price)

    def show(self, price):
        print(price.sku, price.cents)


if __name__ == "__main__":
    watcher = PriceWatcher("prices:50051", ["tea"])
    watcher.start()
    watcher.join()
