import os

import grpc
import tornado.ioloop
import tornado.process

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=9
    return _stock_by_pid[pid]


tornado.process.fork_processes(4)
print(get_stock().Count(shop_pb2.Sku(sku="tea")))
tornado.ioloop.IOLoop.current().start()
