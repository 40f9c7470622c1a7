import os

import functions_framework
import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=10, GFF401 warning fork=10
    return _stock_by_pid[pid]


@functions_framework.http
def count(request):
    return str(get_stock().Count(shop_pb2.Sku(sku=request.args["sku"])))
