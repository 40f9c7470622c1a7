"""Asks for one level itself, then has the other shelves counted by processes."""
# parent: warm
# steps: sugar tea coffee sugar-again
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]

channel = grpc.insecure_channel(SHOP)  # expect: GFF101
stock = shop_pb2_grpc.StockStub(channel)


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    count("sugar")
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    count("sugar-again")


if __name__ == "__main__":
    main()
