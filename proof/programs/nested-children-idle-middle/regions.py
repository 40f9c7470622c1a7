"""The middle processes only fork; the stub is used in the last generation."""
# parent: created
# steps: north-shop south-shop
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Pool, Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def region(name):
    with Pool(1) as pool:
        pool.map(count, [name + "-shop"])


if __name__ == "__main__":
    regions = [Process(target=region, args=(name,)) for name in ("north", "south")]
    for process in regions:
        process.start()
    for process in regions:
        process.join()
