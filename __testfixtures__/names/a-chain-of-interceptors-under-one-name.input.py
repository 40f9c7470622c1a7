import multiprocessing

import grpc

import shop_pb2
from shop.logging import LoggingInterceptor
from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=19
channel = grpc.intercept_channel(channel, LoggingInterceptor())
stub = PricesStub(channel)


def reprice():
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    multiprocessing.Process(target=reprice).start()
