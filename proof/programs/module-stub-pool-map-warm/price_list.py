"""Checks one price before it opens the pool that asks for all the others."""
# parent: warm
# steps: rice tea coffee cocoa sugar
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(SHOP))  # expect: GFF101


def price(sku):
    quote = prices.Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, quote)
    return quote.cents


def main():
    if price("rice") <= 0:
        raise SystemExit("the price service has no prices")
    with Pool(processes=2) as pool:
        print(sum(pool.map(price, ["tea", "coffee", "cocoa", "sugar"], chunksize=1)))


if __name__ == "__main__":
    main()
