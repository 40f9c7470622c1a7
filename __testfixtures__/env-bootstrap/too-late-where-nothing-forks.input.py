import os

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301 warning fix=safe

if __name__ == "__main__":
    with grpc.insecure_channel("stock:50052") as channel:
        print(StockStub(channel).Count(shop_pb2.Sku(sku="tea")))
