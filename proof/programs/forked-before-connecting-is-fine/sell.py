"""The children exist before the parent opens its channel, and have their own."""
# steps: tea coffee sugar
# fine: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def connect():
    return shop_pb2_grpc.OrdersStub(grpc.insecure_channel(os.environ["SHOP"]))


def sell(orders, sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


def clerk(sku):
    sell(connect(), sku)


def main():
    clerks = [Process(target=clerk, args=(sku,)) for sku in ("tea", "coffee")]
    for process in clerks:
        process.start()
    sell(connect(), "sugar")
    for process in clerks:
        process.join()


if __name__ == "__main__":
    main()
