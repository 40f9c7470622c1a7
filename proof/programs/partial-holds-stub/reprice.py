"""A partial carries the stub into the child."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from functools import partial
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def reprice(prices, sku):
    journal.saw(sku, prices.Quote(shop_pb2.Item(sku=sku)))


def main():
    prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF102
    task = partial(reprice, prices)
    processes = [Process(target=task, args=(sku,)) for sku in ("tea", "coffee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
