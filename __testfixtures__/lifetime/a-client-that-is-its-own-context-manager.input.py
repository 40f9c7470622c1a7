from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)
        self.stub = PricesStub(self.channel)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.channel.close()

    def price(self, sku):
        return self.stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def reprice(sku):
    with Prices("prices:50051") as prices:
        print(prices.price(sku))


if __name__ == "__main__":
    with Prices("prices:50051") as prices:
        print(prices.price("bread"))
    Process(target=reprice, args=("tea",)).start()
