"""The stub is a global that only the main block makes; a forked child still sees it."""
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


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
    orders = shop_pb2_grpc.OrdersStub(channel)
    clerks = [Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
