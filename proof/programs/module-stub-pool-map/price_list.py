"""Prints the price list; a pool of processes asks for the prices."""
# parent: created
# steps: tea coffee cocoa sugar
# before: fork0
# after: unset, fork0
import multiprocessing as mp
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


def price(sku):
    quote = prices.Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, quote)
    return sku, quote.cents


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        for sku, cents in pool.map(price, ["tea", "coffee", "cocoa", "sugar"]):
            print(f"{sku:10} {cents / 100:6.2f}")
