from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def connect(address):
    channel = grpc.insecure_channel(address)  # expect: GFF101 fork=22
    return channel, PricesStub(channel)


channel, stub = connect("prices:50051")


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
