"""Talks TLS to the shop. The credentials may cross a fork, the channel may not."""
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

with open(os.environ["SHOP_CERTIFICATE"], "rb") as certificate:
    credentials = grpc.ssl_channel_credentials(certificate.read())

channel = grpc.secure_channel(os.environ["SHOP_TLS"], credentials)  # expect: GFF101
orders = shop_pb2_grpc.OrdersStub(channel)


def pay(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    tills = [Process(target=pay, args=(sku,)) for sku in ("tea", "coffee")]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
