import multiprocessing.dummy as multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.Process(target=price, args=("tea",)).start()
