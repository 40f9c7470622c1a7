"""The parent talks to the shop; the child only adds numbers up."""
# steps: tea coffee added
# fine: unset
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))


def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    journal.saw(sku, reply)
    return reply.amount


def add(levels):
    print(sum(levels))
    journal.done("added")


if __name__ == "__main__":
    adder = Process(target=add, args=([level("tea"), level("coffee")],))
    adder.start()
    adder.join()
