"""Asks the shop once, closes the channel, and only then forks."""
# steps: sugar tea coffee
# fine: unset
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def count(sku):
    with grpc.insecure_channel(os.environ["SHOP"]) as channel:
        journal.saw(sku, shop_pb2_grpc.StockStub(channel).Level(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    count("sugar")
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
