import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as executor:
        print(list(executor.map(price, ["tea", "milk"])))


if __name__ == "__main__":
    main()
