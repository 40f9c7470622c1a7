import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = os.environ["PRICES_ADDRESS"]

if os.environ.get("PRICES_CA"):
    with open(os.environ["PRICES_CA"], "rb") as ca:
        credentials = grpc.ssl_channel_credentials(ca.read())
    channel = grpc.secure_channel(ADDRESS, credentials)  # expect: GFF101 fork=25
else:
    channel = grpc.insecure_channel(ADDRESS)  # expect: GFF101 fork=25
stub = PricesStub(channel)


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
