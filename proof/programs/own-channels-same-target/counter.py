"""Parent and child each open a channel of their own, to the same shop: gRPC still shares one connection."""
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


def count(sku):
    with grpc.insecure_channel(SHOP) as channel:  # expect: GFF103
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    channel = grpc.insecure_channel(SHOP)
    stock = shop_pb2_grpc.StockStub(channel)
    journal.saw("sugar", stock.Level(shop_pb2.Item(sku="sugar")))
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    journal.saw("sugar-again", stock.Level(shop_pb2.Item(sku="sugar-again")))


if __name__ == "__main__":
    main()
