import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

START_METHOD = "spawn"
prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    context = multiprocessing.get_context(START_METHOD)
    context.Process(target=price, args=("tea",)).start()


if __name__ == "__main__":
    main()
