"""Each child connects by itself; the parent never does."""
# steps: tea coffee
# fine: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def count(target, sku):
    with grpc.insecure_channel(target) as channel:
        journal.saw(sku, shop_pb2_grpc.StockStub(channel).Level(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    counters = [Process(target=count, args=(os.environ["SHOP"], sku)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
