"""Calls methods of the channel without a stub, and has the other shelves counted by processes."""
# parent: warm
# steps: sugar tea coffee sugar-again
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101


def level(sku):
    return channel.unary_unary(
        "/shop.Stock/Level",
        request_serializer=shop_pb2.Item.SerializeToString,
        response_deserializer=shop_pb2.Count.FromString,
    )(shop_pb2.Item(sku=sku))


def count(sku):
    journal.saw(sku, level(sku))


def main():
    count("sugar")
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    count("sugar-again")


if __name__ == "__main__":
    main()
