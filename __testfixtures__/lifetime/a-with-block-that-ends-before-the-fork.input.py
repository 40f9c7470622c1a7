from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def price(sku):
    with grpc.insecure_channel(ADDRESS) as channel:
        return PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with grpc.insecure_channel(ADDRESS) as channel:
        skus = [price.sku for price in PricesStub(channel).List(shop_pb2.Empty()).prices]
    with Pool(4) as pool:
        print(pool.map(price, skus))


if __name__ == "__main__":
    main()
