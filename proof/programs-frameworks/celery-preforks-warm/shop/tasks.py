"""Counts stock in tasks; the module of the tasks asks the shop as Celery imports it, before the pool is forked."""
# deployed: Procfile
# needs: celery
# processes: 2
# fork: Procfile:1
# parent: warm
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os

import grpc

import shop_pb2
import shop_pb2_grpc
from shop.celery import app

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101 GFF401
TEA_AT_START = stock.Level(shop_pb2.Item(sku="tea")).amount


@app.task
def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    return {"sku": reply.sku, "pid": os.getpid()}
