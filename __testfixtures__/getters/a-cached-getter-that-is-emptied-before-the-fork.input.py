from functools import lru_cache
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@lru_cache
def get_channel():
    return grpc.insecure_channel("prices:50051")


def price(sku):
    print(PricesStub(get_channel()).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    price("bread")
    get_channel().close()
    get_channel.cache_clear()
    Process(target=price, args=("tea",)).start()
