import grpc

import shop_pb2
from shop.celery import app
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=shop/celery.py:3, GFF401 warning fork=shop/celery.py:3


@app.task
def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).count
