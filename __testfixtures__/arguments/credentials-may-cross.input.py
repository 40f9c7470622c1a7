from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

CREDENTIALS = grpc.ssl_channel_credentials()


def reprice(sku):
    with grpc.secure_channel("prices:443", CREDENTIALS) as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
