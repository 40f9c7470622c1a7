"""Credentials at module level are cold: only the children open channels with them."""
# steps: tea coffee
# fine: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

with open(os.environ["SHOP_CERTIFICATE"], "rb") as certificate:
    CREDENTIALS = grpc.ssl_channel_credentials(certificate.read())


def pay(sku):
    with grpc.secure_channel(os.environ["SHOP_TLS"], CREDENTIALS) as channel:
        journal.saw(sku, shop_pb2_grpc.OrdersStub(channel).Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    tills = [Process(target=pay, args=(sku,)) for sku in ("tea", "coffee")]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
