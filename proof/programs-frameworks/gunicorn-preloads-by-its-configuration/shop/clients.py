import os

import grpc

import shop_pb2_grpc

channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101 GFF401
stock = shop_pb2_grpc.StockStub(channel)
