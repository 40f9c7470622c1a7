from multiprocessing.dummy import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with Pool(8) as pool:
        print(pool.map(price, ["tea", "milk"]))
