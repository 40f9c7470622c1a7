from multiprocessing import Manager

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def main():
    with Manager() as manager:
        known = manager.dict()
        for price in prices.List(shop_pb2.Empty()).prices:
            known[price.sku] = price.cents
        print(dict(known))


if __name__ == "__main__":
    main()
