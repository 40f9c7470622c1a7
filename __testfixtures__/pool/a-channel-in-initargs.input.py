import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub = None


def set_channel(channel):
    global _stub
    _stub = PricesStub(channel)


def price(sku):
    return _stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    channel = grpc.insecure_channel("prices:50051")  # expect: GFF102 fork=22
    with multiprocessing.Pool(4, initializer=set_channel, initargs=(channel,)) as pool:
        print(pool.map(price, ["tea", "milk"]))
