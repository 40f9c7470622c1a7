from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

STUB = PricesStub(grpc.insecure_channel("prices:50051"))


def reprice(sku, stub=STUB):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def reprice_apart(sku):
    reprice(sku, stub=PricesStub(grpc.insecure_channel("prices.backup:50051")))


if __name__ == "__main__":
    Process(target=reprice_apart, args=("tea",)).start()
    reprice("milk")
