import multiprocessing
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))
context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with context.Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
