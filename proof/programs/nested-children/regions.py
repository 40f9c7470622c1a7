"""A child per region forks a child per shop; all of them use the stub of the first process."""
# parent: warm
# steps: north north-shop south south-shop
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP))  # expect: GFF101


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def region(name):
    count(name)
    shop = Process(target=count, args=(name + "-shop",))
    shop.start()
    shop.join()


def main():
    regions = [Process(target=region, args=(name,)) for name in ("north", "south")]
    for process in regions:
        process.start()
    for process in regions:
        process.join()


if __name__ == "__main__":
    main()
