"""Counts stock in tasks that run in threads: nothing forks."""
# deployed: compose.yaml
# needs: celery
# processes: 1
# fine: fork0
import os

import grpc

import shop_pb2
import shop_pb2_grpc
from shop.celery import app

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))


@app.task
def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    return {"sku": reply.sku, "pid": os.getpid()}
