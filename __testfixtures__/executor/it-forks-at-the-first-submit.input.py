from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = None


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    global prices
    with ProcessPoolExecutor(max_workers=2) as executor:
        prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=19
        print(executor.submit(price, "tea").result())


if __name__ == "__main__":
    main()
