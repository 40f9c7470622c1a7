import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class ShopProcess(multiprocessing.Process):
    def __init__(self, address):
        super().__init__(daemon=True)
        self.channel = grpc.insecure_channel(address)  # expect: GFF102


class PriceWatcher(ShopProcess):
    def run(self):
        for price in PricesStub(self.channel).Watch(shop_pb2.Empty()):
            print(price.sku, price.cents)


def main():
    watcher = PriceWatcher("prices:50051")
    watcher.start()
    watcher.join()


if __name__ == "__main__":
    main()
