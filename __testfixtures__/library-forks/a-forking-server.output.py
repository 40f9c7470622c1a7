import os
import socketserver

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=25
    return _stock_by_pid[pid]


def count(sku):
    return get_stock().Count(shop_pb2.Sku(sku=sku))


class Shop(socketserver.BaseRequestHandler):
    def handle(self):
        print(count("tea"))


class Server(socketserver.ForkingMixIn, socketserver.TCPServer):
    pass


server = Server(("", 8080), Shop)
server.serve_forever()
