import grpc

from shop_pb2_grpc import StockStub


def stock():
    return StockStub(grpc.insecure_channel("stock:50052"))
