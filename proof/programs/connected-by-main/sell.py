"""main() connects a global before it starts the children."""
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

orders = None


def connect():
    global orders
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
    orders = shop_pb2_grpc.OrdersStub(channel)


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


def main():
    connect()
    clerks = [Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main()
