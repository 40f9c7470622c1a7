from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub = None


def get_stub():
    global _stub
    if _stub is None:
        channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 error fork=25
        _stub = PricesStub(channel)
    return _stub


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    print(price("bread"))
    with Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
