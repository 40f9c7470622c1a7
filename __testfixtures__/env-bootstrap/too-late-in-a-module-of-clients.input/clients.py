import os

import grpc

from shop_pb2_grpc import StockStub

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301 warning fix=safe


def stock():
    return StockStub(grpc.insecure_channel("stock:50052"))
