from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = None


def connect(address):
    global stub
    stub = PricesStub(grpc.insecure_channel(address))


def price(sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with ProcessPoolExecutor(2, initializer=connect, initargs=("prices:50051",)) as executor:
        print(list(executor.map(price, ["tea", "milk"])))


if __name__ == "__main__":
    main()
