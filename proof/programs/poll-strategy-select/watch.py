"""Asks for a way of polling that grpc does not know, and so aborts."""
# steps: tea coffee
# before: unset
# after: unset
import multiprocessing
import os

os.environ["GRPC_POLL_STRATEGY"] = "select"  # expect: GFF302

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def count(sku):
    with grpc.insecure_channel(SHOP) as channel:
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        pool.map(count, ["tea", "coffee"])
