from pathos.multiprocessing import ProcessPool

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=15


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


print(list(ProcessPool(nodes=4).uimap(count, ["tea"])))
