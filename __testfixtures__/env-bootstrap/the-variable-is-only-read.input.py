import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

FORKS = os.environ.get("GRPC_ENABLE_FORK_SUPPORT", "0") == "1"


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        print(StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
