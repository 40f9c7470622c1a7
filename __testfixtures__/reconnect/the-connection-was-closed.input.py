from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(sku):
    stub = PricesStub(grpc.insecure_channel(ADDRESS))
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    channel = grpc.insecure_channel(ADDRESS)
    prices = list(PricesStub(channel).List(shop_pb2.Empty()).prices)
    channel.close()
    for price in prices:
        Process(target=reprice, args=(price.sku,)).start()


if __name__ == "__main__":
    main()
