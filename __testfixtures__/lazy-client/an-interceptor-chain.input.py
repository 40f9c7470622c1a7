from multiprocessing import Process

import grpc

import shop_pb2
from shop.interceptors import Logging, Retry
from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=20
channel = grpc.intercept_channel(channel, Logging("prices"))
channel = grpc.intercept_channel(channel, Retry(3))
stub = PricesStub(channel)


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
