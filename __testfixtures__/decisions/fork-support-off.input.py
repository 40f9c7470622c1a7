import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"  # expect: GFF304 error fork=20 fix=safe

import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=20 fix=safe


def count(sku):
    stock.Count(shop_pb2.Sku(sku=sku))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
