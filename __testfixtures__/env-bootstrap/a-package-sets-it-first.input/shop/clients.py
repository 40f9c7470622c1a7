import grpc

from shop_pb2_grpc import StockStub


def counting(sku):
    return StockStub(grpc.insecure_channel("stock:50052")).Count.future(sku)
