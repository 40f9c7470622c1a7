import grpc

from shop_pb2_grpc import StockStub

stock = None


def connect():
    global stock
    stock = StockStub(grpc.insecure_channel("stock:50052"))
