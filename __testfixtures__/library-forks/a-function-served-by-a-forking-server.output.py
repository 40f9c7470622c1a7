import os
import socketserver
from xmlrpc.server import SimpleXMLRPCServer

import grpc

import shop_pb2_grpc

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )  # expect: GFF101 warning fork=22 fix=safe
    return _stock_by_pid[pid]


class Shop(socketserver.ForkingMixIn, SimpleXMLRPCServer):
    pass


def count(sku):
    return get_stock().Count(sku)


if __name__ == "__main__":
    shop = Shop(("localhost", 8080))
    shop.register_function(count)
    shop.serve_forever()
