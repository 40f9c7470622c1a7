"""gRPC's own idiom: the initializer of the pool connects each worker."""
# steps: tea coffee cocoa
# fine: unset, fork0
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

_prices = None


def connect(target):
    global _prices
    _prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(target))


def price(sku):
    quote = _prices.Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, quote)
    return quote.cents


if __name__ == "__main__":
    with Pool(2, initializer=connect, initargs=(os.environ["SHOP"],)) as pool:
        print(sum(pool.map(price, ["tea", "coffee", "cocoa"])))
