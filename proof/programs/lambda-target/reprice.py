"""The target is a lambda over a stub of the parent."""
# parent: created
# steps: tea
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

if __name__ == "__main__":
    process = Process(target=lambda: journal.saw("tea", prices.Quote(shop_pb2.Item(sku="tea"))))
    process.start()
    process.join()
