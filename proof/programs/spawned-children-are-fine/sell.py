"""Spawned children import the module again and get a stub of their own."""
# steps: sugar tea coffee
# fine: unset, fork0
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

orders = shop_pb2_grpc.OrdersStub(grpc.insecure_channel(os.environ["SHOP"]))


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    sell("sugar")
    context = multiprocessing.get_context("spawn")
    clerks = [context.Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
