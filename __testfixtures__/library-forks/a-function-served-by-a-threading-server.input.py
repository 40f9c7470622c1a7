import socketserver
from xmlrpc.server import SimpleXMLRPCServer

import grpc

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


class Shop(socketserver.ThreadingMixIn, SimpleXMLRPCServer):
    pass


def count(sku):
    return stock.Count(sku)


if __name__ == "__main__":
    shop = Shop(("localhost", 8080))
    shop.register_function(count)
    shop.serve_forever()
