"""The children are gone when the parent connects for the first time."""
# steps: counted sugar
# fine: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def count():
    journal.done("counted")


def main():
    counter = Process(target=count)
    counter.start()
    counter.join()
    with grpc.insecure_channel(os.environ["SHOP"]) as channel:
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw("sugar", stock.Level(shop_pb2.Item(sku="sugar")))


if __name__ == "__main__":
    main()
