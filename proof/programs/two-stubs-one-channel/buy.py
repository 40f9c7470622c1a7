"""Two stubs share a channel; the children use both."""
# parent: created
# steps: tea-level tea-order coffee-level coffee-order
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


def buy(sku):
    level, order = sku + "-level", sku + "-order"
    journal.saw(level, stock.Level(shop_pb2.Item(sku=level)))
    journal.saw(order, orders.Place(shop_pb2.Order(sku=order, quantity=1)))


def main():
    with Pool(2) as pool:
        pool.map(buy, ["tea", "coffee"])


if __name__ == "__main__":
    main()
