import grpc

from .shop_pb2_grpc import PricesStub


def make_channel(host, port=50051):
    return grpc.insecure_channel(f"{host}:{port}")  # expect: GFF101 fork=nightly.py:14


def make_stub(host):
    return PricesStub(make_channel(host))
