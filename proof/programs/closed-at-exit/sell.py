"""Closes its channel when the program ends."""
# parent: created
# steps: tea coffee sugar
# before: fork0
# after: unset, fork0
import atexit
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
atexit.register(channel.close)
orders = shop_pb2_grpc.OrdersStub(channel)


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    clerks = [Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    sell("sugar")
