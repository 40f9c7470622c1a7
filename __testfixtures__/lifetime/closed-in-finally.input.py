from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def read_all():
    channel = grpc.insecure_channel(ADDRESS)
    try:
        return list(PricesStub(channel).List(shop_pb2.Empty()).prices)
    finally:
        channel.close()


def reprice(sku):
    with grpc.insecure_channel(ADDRESS) as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    for price in read_all():
        Process(target=reprice, args=(price.sku,)).start()
