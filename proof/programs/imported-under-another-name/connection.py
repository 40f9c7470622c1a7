import os

import grpc as rpc

from shop_pb2_grpc import OrdersStub as Orders

stub = Orders(rpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101
