"""Counts the shelves, one process per shelf."""
# parent: created
# steps: tea coffee cocoa
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
stock = shop_pb2_grpc.StockStub(channel)


def count(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    journal.saw(sku, reply)


def main():
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee", "cocoa")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()


if __name__ == "__main__":
    main()
