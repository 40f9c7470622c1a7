import grpc
from multiprocess import Pool

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=15


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
