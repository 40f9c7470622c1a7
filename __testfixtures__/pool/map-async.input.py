import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=16


def count(sku):
    return stock.Count(shop_pb2.StockRequest(sku=sku)).pieces


if __name__ == "__main__":
    pool = multiprocessing.Pool(processes=2)
    print(pool.map_async(count, ["tea", "milk"]).get())
