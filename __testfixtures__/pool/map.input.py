import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 warning fork=17
prices = PricesStub(channel)


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with multiprocessing.Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))


if __name__ == "__main__":
    main()
