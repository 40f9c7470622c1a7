import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


class Pricer:
    def __init__(self):
        self.context = multiprocessing.get_context("spawn")
        self.pool = self.context.Pool(2)

    def price_all(self, skus):
        return self.pool.map(price, skus)


if __name__ == "__main__":
    print(Pricer().price_all(["tea", "milk"]))
