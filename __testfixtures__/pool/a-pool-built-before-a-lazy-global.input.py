import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub = None


def get_stub():
    global _stub
    if _stub is None:
        _stub = PricesStub(grpc.insecure_channel("prices:50051"))
    return _stub


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    pool = multiprocessing.Pool(4)
    print(price("bread"))
    print(pool.map(price, ["tea", "milk"]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
