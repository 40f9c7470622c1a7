import luigi

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


class Count(luigi.Task):
    def run(self):
        print(count("tea"))


luigi.build([Count()], workers=1, local_scheduler=True)
