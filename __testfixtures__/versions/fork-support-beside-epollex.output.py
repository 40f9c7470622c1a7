"""Counts, and asks for prices meanwhile."""

# options: --unsafe-fixes --grpcio-version 1.40.0
import multiprocessing
import os
import sys

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")
os.environ.setdefault("GRPC_POLL_STRATEGY", "poll")

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub


def count(sku):
    with grpc.insecure_channel("prices:50051") as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)))


if __name__ == "__main__":
    counting = StockStub(grpc.insecure_channel("stock:50052")).Count.future(shop_pb2.Sku(sku="tea"))  # expect: GFF104 error fork=20 fix=unsafe, GFF304 error fork=20 fix=unsafe
    multiprocessing.Process(target=count, args=("tea",)).start()
    print(counting.result(), file=sys.stderr)
