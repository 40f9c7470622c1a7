from joblib import Parallel, delayed

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


print(Parallel(n_jobs=1, backend="multiprocessing")(delayed(count)(sku) for sku in ["tea"]))
