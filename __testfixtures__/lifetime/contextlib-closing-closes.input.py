from contextlib import closing
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(sku):
    with closing(grpc.insecure_channel(ADDRESS)) as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    with closing(grpc.insecure_channel(ADDRESS)) as channel:
        prices = PricesStub(channel).List(shop_pb2.Empty()).prices
    for price in prices:
        Process(target=reprice, args=(price.sku,)).start()


if __name__ == "__main__":
    main()
