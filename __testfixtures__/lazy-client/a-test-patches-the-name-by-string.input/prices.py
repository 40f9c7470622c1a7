from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=16


def price(sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def price_all(skus):
    with Pool(2) as pool:
        return pool.map(price, skus)
