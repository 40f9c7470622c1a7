import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stubs = {}


def get_stub():
    pid = os.getpid()
    if pid not in _stubs:
        _stubs[pid] = PricesStub(
            grpc.insecure_channel(
                "prices:50051", options=[("grpc.use_local_subchannel_pool", 1)]
            )
        )  # expect: GFF103 fork=25
    return _stubs[pid]


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
