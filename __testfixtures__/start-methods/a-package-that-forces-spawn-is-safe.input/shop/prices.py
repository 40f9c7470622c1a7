import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents
