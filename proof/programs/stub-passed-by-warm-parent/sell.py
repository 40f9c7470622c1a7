"""Sells one item itself, then hands the same stub to the children."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def sell(orders, sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


def main():
    orders = shop_pb2_grpc.OrdersStub(grpc.insecure_channel(SHOP))  # expect: GFF102
    sell(orders, "sugar")
    clerks = [Process(target=sell, kwargs={"orders": orders, "sku": sku}) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main()
