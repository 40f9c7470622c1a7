"""Counts stock in tasks; Celery imports them in its main process, and forks its pool from there."""
# deployed: Procfile
# needs: celery
# processes: 2
# fork: Procfile:1
# parent: created
# before: fork0
# fails: hang
# after: unset, fork0
import os

import grpc

import shop_pb2
import shop_pb2_grpc
from shop.celery import app

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101 GFF401


@app.task
def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    return {"sku": reply.sku, "pid": os.getpid()}
