import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=22


def configure(address):
    """Talk to another price service from now on."""
    global stub
    stub = PricesStub(grpc.insecure_channel(address))


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.Process(target=reprice, args=("tea",)).start()
