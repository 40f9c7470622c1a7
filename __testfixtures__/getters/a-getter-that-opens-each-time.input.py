from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def get_stub():
    return PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
    price("bread")
