"""Switches fork support off, to have less in its log, and forks all the same."""
# steps: sugar tea coffee
# before: unset
# fails: hang
# after: unset
# fix: unsafe
import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"  # expect: GFF304

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def count(sku):
    with grpc.insecure_channel(SHOP) as channel:  # expect: GFF103(safe)
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    channel = grpc.insecure_channel(SHOP)
    stock = shop_pb2_grpc.StockStub(channel)
    journal.saw("sugar", stock.Level(shop_pb2.Item(sku="sugar")))
    counters = [multiprocessing.Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    channel.close()


if __name__ == "__main__":
    main()
