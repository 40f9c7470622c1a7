import grpc
from celery import Celery

import shop_pb2
from shop_pb2_grpc import StockStub

app = Celery("shop")


@app.task
def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        return StockStub(channel).Count(shop_pb2.Sku(sku=sku)).count
