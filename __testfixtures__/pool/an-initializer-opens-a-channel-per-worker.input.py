import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub = None


def _initialize_worker(address):
    global _stub
    _stub = PricesStub(grpc.insecure_channel(address))


def price(sku):
    return _stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with multiprocessing.Pool(4, initializer=_initialize_worker, initargs=("prices:50051",)) as pool:
        print(pool.map(price, ["tea", "milk"]))


if __name__ == "__main__":
    main()
