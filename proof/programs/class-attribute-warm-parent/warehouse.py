"""The class attribute is used by the parent before the children start."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


class Warehouse:
    stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP))  # expect: GFF101

    @classmethod
    def count(cls, sku):
        journal.saw(sku, cls.stock.Level(shop_pb2.Item(sku=sku)))


def work(sku):
    Warehouse.count(sku)


def main():
    Warehouse.count("sugar")
    workers = [multiprocessing.Process(target=work, args=(sku,)) for sku in ("tea", "coffee")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
