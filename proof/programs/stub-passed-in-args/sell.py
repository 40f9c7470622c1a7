"""Hands the stub to the children as an argument."""
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


def sell(orders, sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


def main():
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF102
    orders = shop_pb2_grpc.OrdersStub(channel)
    clerks = [Process(target=sell, args=(orders, sku)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main()
