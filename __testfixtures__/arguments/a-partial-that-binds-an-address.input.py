from functools import partial
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(address, sku):
    with grpc.insecure_channel(address) as channel:
        return PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(partial(price, "prices:50051"), ["tea", "milk"]))
