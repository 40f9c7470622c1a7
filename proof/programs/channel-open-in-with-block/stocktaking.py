"""The channel is closed at the end of the block, but the children start inside it."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def count(stock, sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    with grpc.insecure_channel(os.environ["SHOP"]) as channel:  # expect: GFF102
        stock = shop_pb2_grpc.StockStub(channel)
        counters = [Process(target=count, args=(stock, sku)) for sku in ("tea", "coffee")]
        for counter in counters:
            counter.start()
        for counter in counters:
            counter.join()


if __name__ == "__main__":
    main()
