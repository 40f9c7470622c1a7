"""Starts other programs, which is a fork with an exec right behind it."""
# steps: sugar tea
# fine: unset, fork0
import os
import subprocess
import sys

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    if sys.argv[1:]:
        count(sys.argv[1])
    else:
        count("sugar")
        subprocess.run([sys.executable, __file__, "tea"], check=True)
