import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_local = threading.local()


def get_stub():
    if not hasattr(_local, "stub"):
        _local.stub = PricesStub(grpc.insecure_channel("prices:50051"))
    return _local.stub


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
