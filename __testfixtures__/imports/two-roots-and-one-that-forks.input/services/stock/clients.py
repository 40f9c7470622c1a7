import grpc

from shop_pb2_grpc import StockStub

stub = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=services/stock/main.py:12
