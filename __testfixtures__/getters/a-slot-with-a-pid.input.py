import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub = None
_pid = None


def get_stub():
    global _stub, _pid
    if _stub is None or _pid != os.getpid():
        _stub = PricesStub(grpc.insecure_channel("prices:50051"))
        _pid = os.getpid()
    return _stub


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
