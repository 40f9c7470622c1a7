import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=22
known = {}


def load_prices():
    for price in prices.List(shop_pb2.Empty()).prices:
        known[price.sku] = price.cents


def price(sku):
    return known[sku]


if __name__ == "__main__":
    with multiprocessing.Pool(4, load_prices) as pool:
        print(pool.map(price, ["tea", "milk"]))
