from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(sku):
    stub = PricesStub(grpc.insecure_channel(ADDRESS))
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    stub = PricesStub(grpc.insecure_channel(ADDRESS))
    worker = Process(target=reprice, args=("tea",))
    worker.start()
    print(stub.List(shop_pb2.Empty()))
    worker.join()


if __name__ == "__main__":
    main()
