"""Threads share a channel, as they should."""
# steps: tea coffee cocoa sugar
# fine: unset, fork0
import os
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(os.environ["SHOP"]))


def price(sku):
    quote = prices.Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, quote)
    return quote.cents


if __name__ == "__main__":
    with ThreadPool(2) as pool:
        print(pool.map(price, ["tea", "coffee"]))
    with ThreadPoolExecutor(2) as executor:
        print(list(executor.map(price, ["cocoa", "sugar"])))
