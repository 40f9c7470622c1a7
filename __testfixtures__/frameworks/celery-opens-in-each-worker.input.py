import grpc
from celery import Celery
from celery.signals import worker_process_init

import shop_pb2
from shop_pb2_grpc import StockStub

app = Celery("shop")
stock = None


@worker_process_init.connect
def connect(**kwargs):
    global stock
    stock = StockStub(grpc.insecure_channel("stock:50052"))


@app.task
def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).count
