from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.stub = PricesStub(grpc.insecure_channel("prices:50051"))
        return cls._instance


def price(sku):
    print(Prices().stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
