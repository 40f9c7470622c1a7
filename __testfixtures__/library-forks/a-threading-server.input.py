import socketserver

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


class Shop(socketserver.BaseRequestHandler):
    def handle(self):
        print(count("tea"))


socketserver.ThreadingTCPServer(("", 8080), Shop).serve_forever()
