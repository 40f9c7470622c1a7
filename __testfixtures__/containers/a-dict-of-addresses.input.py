from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESSES = {"prices": "prices:50051", "stock": "stock:50052"}


def reprice(sku):
    stub = PricesStub(grpc.insecure_channel(ADDRESSES["prices"]))
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
