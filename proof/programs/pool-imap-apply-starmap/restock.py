"""Orders what is short, with three ways to hand work to a pool."""
# parent: created
# steps: tea coffee cocoa sugar salt
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
stock = shop_pb2_grpc.StockStub(channel)
orders = shop_pb2_grpc.OrdersStub(channel)


def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    journal.saw(sku, reply)
    return reply.amount


def order(sku, quantity):
    receipt = orders.Place(shop_pb2.Order(sku=sku, quantity=quantity))
    journal.saw(sku, receipt)
    return receipt.total


def main():
    pool = Pool(2)
    levels = list(pool.imap_unordered(level, ["tea", "coffee"]))
    cocoa = pool.apply_async(level, ("cocoa",))
    print(levels, cocoa.get())
    print(pool.starmap(order, [("sugar", 2), ("salt", 1)]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
