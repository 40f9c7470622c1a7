import grpc
from celery import Celery

import shop_pb2
from shop_pb2_grpc import StockStub

app = Celery("shop")
stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=7, GFF401 warning fork=7


@app.task
def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).count
