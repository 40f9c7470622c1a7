import multiprocessing as mp

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=16


def move(sku, pieces):
    stock.Move(shop_pb2.MoveRequest(sku=sku, pieces=pieces))


if __name__ == "__main__":
    mp.Pool(2).starmap_async(move, [("tea", 3), ("milk", 4)]).wait()
