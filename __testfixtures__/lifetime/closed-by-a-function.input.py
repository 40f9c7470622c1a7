from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    def __init__(self, address):
        self._channel = grpc.insecure_channel(address)
        self._stub = PricesStub(self._channel)

    def skus(self):
        return [price.sku for price in self._stub.List(shop_pb2.Empty()).prices]

    def close(self):
        self._channel.close()


def reprice(sku):
    prices = Prices("prices:50051")
    print(sku in prices.skus())
    prices.close()


def main():
    prices = Prices("prices:50051")
    skus = prices.skus()
    prices.close()
    for sku in skus:
        Process(target=reprice, args=(sku,)).start()


if __name__ == "__main__":
    main()
