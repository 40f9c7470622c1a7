from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class PriceWatcher(Process):
    def __init__(self, address):
        super().__init__(daemon=True)
        self.address = address

    def run(self):
        stub = PricesStub(grpc.insecure_channel(self.address))
        for price in stub.Watch(shop_pb2.Empty()):
            print(price.sku, price.cents)


if __name__ == "__main__":
    watcher = PriceWatcher("prices:50051")
    watcher.start()
    watcher.join()
