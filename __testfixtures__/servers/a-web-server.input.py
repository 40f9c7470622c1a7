import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


import http.server


class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        multiprocessing.Process(target=print, args=("tea",)).start()


if __name__ == "__main__":
    server = http.server.HTTPServer(("", 8080), Shop)
    server.serve_forever()
