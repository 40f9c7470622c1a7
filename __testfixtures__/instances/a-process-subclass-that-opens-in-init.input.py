from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class PriceWatcher(Process):
    def __init__(self, address):
        super().__init__()
        self.stub = PricesStub(grpc.insecure_channel(address))  # expect: GFF102

    def run(self):
        for price in self.stub.Watch(shop_pb2.Empty()):
            print(price.sku, price.cents)


if __name__ == "__main__":
    watcher = PriceWatcher("prices:50051")
    watcher.start()
    watcher.join()
