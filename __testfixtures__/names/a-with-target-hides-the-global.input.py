from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel("prices:50051")


def reprice():
    with grpc.insecure_channel("prices.backup:50051") as channel:
        print(PricesStub(channel).List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=reprice).start()
    print(PricesStub(channel).List(shop_pb2.Empty()))
