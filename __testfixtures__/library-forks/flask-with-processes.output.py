import os

from flask import Flask

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=24
    return _stock_by_pid[pid]


def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku))


app = Flask(__name__)


@app.route("/count/<sku>")
def show(sku):
    return str(count(sku))


if __name__ == "__main__":
    app.run(threaded=False, processes=3)
