"""Picks the kind of channel when the module is loaded."""
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

if os.environ.get("SHOP_USE_TLS"):
    channel = grpc.secure_channel(os.environ["SHOP_TLS"], grpc.ssl_channel_credentials())  # expect: GFF101
else:
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
orders = shop_pb2_grpc.OrdersStub(channel)


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    clerks = [Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
