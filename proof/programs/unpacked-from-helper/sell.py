"""A helper returns channel and stub together."""
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


def connect(target):
    channel = grpc.insecure_channel(target)  # expect: GFF101
    return channel, shop_pb2_grpc.OrdersStub(channel)


channel, orders = connect(os.environ["SHOP"])


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    clerks = [Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
