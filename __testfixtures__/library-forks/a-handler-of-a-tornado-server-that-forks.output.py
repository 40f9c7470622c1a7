import os

import grpc
import tornado.httpserver
import tornado.ioloop
import tornado.web

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=24 fix=safe
    return _stock_by_pid[pid]


class Count(tornado.web.RequestHandler):
    def get(self, sku):
        self.write(str(get_stock().Count(shop_pb2.Sku(sku=sku)).amount))


def make_app():
    return tornado.web.Application([(r"/count/(\w+)", Count)])


if __name__ == "__main__":
    server = tornado.httpserver.HTTPServer(make_app())
    server.bind(8080)
    server.start(0)
    tornado.ioloop.IOLoop.current().start()
