import grpc

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


def count(sku):
    return stock.Count(sku)
