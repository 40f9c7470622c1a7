import grpc

from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=nightly.py:12
stub = PricesStub(channel)
