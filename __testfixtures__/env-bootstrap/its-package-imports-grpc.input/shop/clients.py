import grpc

from shop_pb2_grpc import StockStub


def stock():
    return StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF104 error fork=shop/jobs.py:17 fix=unsafe, GFF304 error fork=shop/jobs.py:17 fix=unsafe
