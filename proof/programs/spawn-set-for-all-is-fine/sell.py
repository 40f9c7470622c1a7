"""The start method is spawn for the whole program."""
# steps: sugar tea coffee
# fine: unset, fork0
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

orders = shop_pb2_grpc.OrdersStub(grpc.insecure_channel(os.environ["SHOP"]))


def sell(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    sell("sugar")
    with ProcessPoolExecutor(2) as executor:
        list(executor.map(sell, ["tea", "coffee"]))
