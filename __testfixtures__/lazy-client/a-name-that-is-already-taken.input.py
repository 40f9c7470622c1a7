from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=21


def get_stub(name):
    """The end of a ticket."""
    return name[-4:]


def reprice(sku):
    print(get_stub(sku), stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
