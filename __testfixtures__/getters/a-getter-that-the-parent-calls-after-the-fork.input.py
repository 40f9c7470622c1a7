from functools import lru_cache
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@lru_cache(maxsize=None)
def get_stub():
    return PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    worker = Process(target=price, args=("tea",))
    worker.start()
    price("bread")
    worker.join()
