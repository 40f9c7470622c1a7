"""Watches the shop through the stub that the children use as well."""
# parent: in-flight
# steps: everything tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset
# fix: unsafe
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP))  # expect: GFF101 GFF104 GFF304


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    watching = stock.Watch(shop_pb2.Item(sku="everything"))
    journal.saw("everything", next(watching))
    counters = [multiprocessing.Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    watching.cancel()


if __name__ == "__main__":
    main()
