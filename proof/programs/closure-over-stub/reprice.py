"""The target is an inner function that sees a local stub of its maker."""
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


def main():
    channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
    prices = shop_pb2_grpc.PricesStub(channel)

    def reprice(sku):
        journal.saw(sku, prices.Quote(shop_pb2.Item(sku=sku)))

    processes = [Process(target=reprice, args=(sku,)) for sku in ("tea", "coffee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
