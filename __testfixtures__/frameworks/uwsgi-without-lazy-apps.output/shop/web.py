import os

import grpc
from flask import Flask, request

import shop_pb2
from shop_pb2_grpc import StockStub

app = Flask(__name__)
_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=uwsgi.ini:1, GFF401 warning fork=uwsgi.ini:1
    return _stock_by_pid[pid]


@app.route("/count")
def count():
    return str(get_stock().Count(shop_pb2.Sku(sku=request.args["sku"])))
