"""Counts stock in tasks; each process of Celery's pool opens the client as it starts."""
# deployed: Procfile
# needs: celery
# processes: 2
# fine: fork0
import os

import grpc
from celery.signals import worker_process_init

import shop_pb2
import shop_pb2_grpc
from shop.celery import app

stock = None


@worker_process_init.connect
def connect(**kwargs):
    global stock
    stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))


@app.task
def level(sku):
    reply = stock.Level(shop_pb2.Item(sku=sku))
    return {"sku": reply.sku, "pid": os.getpid()}
