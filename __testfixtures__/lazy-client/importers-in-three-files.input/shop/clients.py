import grpc

from shop.shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=nightly.py:7
stub = PricesStub(channel)
