import grpc

from shop_pb2_grpc import PricesStub

CURRENCY = "EUR"
stub = PricesStub(grpc.insecure_channel("prices:50051"))
