import grpc
from huey import RedisHuey

import shop_pb2_grpc

huey = RedisHuey("shop")
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


@huey.task()
def count(sku):
    return stock.Count(sku)
