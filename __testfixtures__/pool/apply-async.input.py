import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=16


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    pool = multiprocessing.Pool(processes=2)
    results = [pool.apply_async(func=price, args=(sku,)) for sku in ("tea", "milk")]
    print([result.get() for result in results])
