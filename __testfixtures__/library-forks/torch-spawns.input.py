import torch.multiprocessing as mp

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


def work(rank):
    print(count(str(rank)))


if __name__ == "__main__":
    mp.spawn(work, nprocs=2)
