"""One stub per shard, made by a list comprehension."""
# parent: created
# steps: shard-0 shard-1 shard-2
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHARDS = [os.environ["SHOP"]] * 3

stubs = [shop_pb2_grpc.OrdersStub(grpc.insecure_channel(shard)) for shard in SHARDS]  # expect: GFF101


def place(number):
    sku = f"shard-{number}"
    journal.saw(sku, stubs[number].Place(shop_pb2.Order(sku=sku, quantity=number)))


if __name__ == "__main__":
    processes = [Process(target=place, args=(number,)) for number in range(len(stubs))]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
