from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

with open("ca.pem", "rb") as file:
    credentials = grpc.ssl_channel_credentials(file.read())
channel = grpc.secure_channel("prices:443", credentials)  # expect: GFF101 fork=18


def reprice(sku):
    print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
