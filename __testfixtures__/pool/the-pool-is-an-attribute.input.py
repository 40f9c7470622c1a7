import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=17


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


class Pricer:
    def __init__(self, workers):
        self.pool = multiprocessing.Pool(workers)

    def price_all(self, skus):
        return self.pool.map(price, skus)


if __name__ == "__main__":
    print(Pricer(4).price_all(["tea", "milk"]))
