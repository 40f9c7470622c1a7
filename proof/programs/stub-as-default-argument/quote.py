"""The stub is the default of a parameter, made when the function is defined."""
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

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
prices = shop_pb2_grpc.PricesStub(channel)


def quote(sku, stub=prices):
    journal.saw(sku, stub.Quote(shop_pb2.Item(sku=sku)))


def main():
    for sku in ("tea", "coffee"):
        process = Process(target=quote, args=(sku,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
