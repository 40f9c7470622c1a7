import grpc

from .protos.shop_pb2_grpc import PricesStub

connection = PricesStub(grpc.insecure_channel("prices:50051"))
