import os

import grpc

import shop_pb2
from shop.celery import app
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=shop/celery.py:3, GFF401 warning fork=shop/celery.py:3
    return _stock_by_pid[pid]


@app.task
def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku)).count
