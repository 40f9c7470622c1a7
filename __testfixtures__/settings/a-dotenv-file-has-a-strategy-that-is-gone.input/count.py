import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    print(sku)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
