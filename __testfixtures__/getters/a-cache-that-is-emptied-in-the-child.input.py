import os
from functools import lru_cache
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@lru_cache(maxsize=None)
def get_stub():
    channel = grpc.insecure_channel("prices:50051", options=[("grpc.use_local_subchannel_pool", 1)])
    return PricesStub(channel)


os.register_at_fork(after_in_child=get_stub.cache_clear)


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
