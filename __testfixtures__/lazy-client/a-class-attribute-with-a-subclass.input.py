from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=25
    stub = PricesStub(channel)

    @classmethod
    def price(cls, sku):
        return cls.stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


class NetPrices(Prices):
    @classmethod
    def price(cls, sku):
        return super().price(sku) * 100 // 119


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(NetPrices.price, ["tea", "milk"]))
