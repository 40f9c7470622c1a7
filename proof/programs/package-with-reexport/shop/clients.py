import os

import grpc

import shop_pb2_grpc

_channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
prices = shop_pb2_grpc.PricesStub(_channel)
