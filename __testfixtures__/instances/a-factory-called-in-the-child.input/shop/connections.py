import grpc

from .shop_pb2_grpc import PricesStub


def make_stub(host):
    return PricesStub(grpc.insecure_channel(f"{host}:50051"))
