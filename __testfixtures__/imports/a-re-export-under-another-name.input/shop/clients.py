import grpc

from shop_pb2_grpc import PricesStub, StockStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))
stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=nightly.py:12
