"""Waits for the connection when it is imported, to fail early: that warms the parent."""
# parent: warm
# steps: tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset
# fix: unsafe
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101 GFF104 GFF304
grpc.channel_ready_future(channel).result(timeout=10)
stock = shop_pb2_grpc.StockStub(channel)


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
