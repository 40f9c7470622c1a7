import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = None


def price(sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents if stub else 0


if __name__ == "__main__":
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
    print(price("tea"))
