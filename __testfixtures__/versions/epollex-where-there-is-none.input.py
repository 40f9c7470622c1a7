# options: --unsafe-fixes --grpcio-version 1.46.0
import os

os.environ.update(GRPC_POLL_STRATEGY="epollex", TZ="UTC")  # expect: GFF302 error fix=unsafe

import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        print(StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
