from joblib import Parallel, delayed

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        return StockStub(channel).Count(shop_pb2.Sku(sku=sku))


print(Parallel(n_jobs=4, backend="multiprocessing")(delayed(count)(sku) for sku in ["tea"]))
