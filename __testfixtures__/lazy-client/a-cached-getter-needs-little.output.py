import os
from functools import lru_cache
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@lru_cache(maxsize=None)
def get_stub():
    """The price service, opened when first asked for."""
    return PricesStub(
        grpc.insecure_channel(
            "prices:50051", options=[("grpc.use_local_subchannel_pool", 1)]
        )
    )  # expect: GFF101 error fork=22


os.register_at_fork(after_in_child=get_stub.cache_clear)


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    print(price("bread"))
    with Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
