"""Gives every worker a stub through the pool's initializer, but the parent's one."""
# parent: created
# steps: tea coffee cocoa
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

_stock = None


def use(stock):
    global _stock
    _stock = stock


def count(sku):
    reply = _stock.Level(shop_pb2.Item(sku=sku))
    journal.saw(sku, reply)
    return reply.amount


def main():
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF102
    stock = shop_pb2_grpc.StockStub(channel)
    with Pool(2, initializer=use, initargs=(stock,)) as pool:
        print(sum(pool.map(count, ["tea", "coffee", "cocoa"])))


if __name__ == "__main__":
    main()
