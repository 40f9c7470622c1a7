import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

if os.environ.get("SHOP_TLS"):
    channel = grpc.secure_channel("prices:443", grpc.ssl_channel_credentials())  # expect: GFF101 fork=21
else:
    channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=21
stub = PricesStub(channel)


def reprice():
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    multiprocessing.Process(target=reprice).start()
