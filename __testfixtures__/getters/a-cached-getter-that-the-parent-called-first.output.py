import os
from functools import cache
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@cache
def get_stub():
    return PricesStub(
        grpc.insecure_channel(
            "prices:50051", options=[("grpc.use_local_subchannel_pool", 1)]
        )
    )  # expect: GFF101 error fork=21


os.register_at_fork(after_in_child=get_stub.cache_clear)


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    print(price("bread"))
    with Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
