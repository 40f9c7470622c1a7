import grpc

from .protos.shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=shop/jobs/nightly.py:12
