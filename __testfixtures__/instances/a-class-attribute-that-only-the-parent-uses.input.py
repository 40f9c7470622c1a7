import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    stub = PricesStub(grpc.insecure_channel("prices:50051"))

    @classmethod
    def skus(cls):
        return [price.sku for price in cls.stub.List(shop_pb2.Empty()).prices]

    @staticmethod
    def label(sku):
        return sku.title()


if __name__ == "__main__":
    skus = Prices.skus()
    with multiprocessing.Pool(2) as pool:
        print(pool.map(Prices.label, skus))
