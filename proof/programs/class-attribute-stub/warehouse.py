"""A class that keeps its stub as a class attribute."""
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


class Warehouse:
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
    stock = shop_pb2_grpc.StockStub(channel)

    def count(self, sku):
        journal.saw(sku, self.stock.Level(shop_pb2.Item(sku=sku)))


def work(sku):
    Warehouse().count(sku)


if __name__ == "__main__":
    workers = [Process(target=work, args=[sku]) for sku in ("tea", "coffee")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
