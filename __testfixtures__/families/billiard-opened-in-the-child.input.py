from billiard import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(sku):
    prices = PricesStub(grpc.insecure_channel("prices:50051"))
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
