from pathos.multiprocessing import ProcessPool

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        return StockStub(channel).Count(shop_pb2.Sku(sku=sku))


print(list(ProcessPool(nodes=4).uimap(count, ["tea"])))
