"""A cached getter keeps one stub, and the fork copies the cache."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import functools
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


@functools.lru_cache(maxsize=None)
def prices():
    return shop_pb2_grpc.PricesStub(grpc.insecure_channel(SHOP))  # expect: GFF101


def quote(sku):
    journal.saw(sku, prices().Quote(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    quote("sugar")
    processes = [Process(target=quote, args=(sku,)) for sku in ("tea", "coffee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
