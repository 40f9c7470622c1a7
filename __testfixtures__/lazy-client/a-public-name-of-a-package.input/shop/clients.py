import grpc

from shop.shop_pb2_grpc import PricesStub, StockStub

__all__ = ["prices", "stock"]

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=nightly.py:12
stock = StockStub(grpc.insecure_channel("stock:50052"))
