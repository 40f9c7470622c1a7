import grpc
from huey import RedisHuey

import shop_pb2_grpc

huey = RedisHuey("shop")
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=Procfile:1 fix=safe, GFF401 warning fork=Procfile:1 fix=safe


@huey.task()
def count(sku):
    return stock.Count(sku)
