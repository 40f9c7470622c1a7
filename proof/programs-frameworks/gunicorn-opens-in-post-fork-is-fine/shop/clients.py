import os

import grpc

import shop_pb2_grpc

stock = None


def connect():
    global stock
    stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))
