import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Prices:
    channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=19
    stub = PricesStub(channel)

    @classmethod
    def price(cls, sku):
        return cls.stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(Prices.price, ["tea", "milk"]))
