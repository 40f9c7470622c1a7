from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def show(stub):
    print("price list on", stub.upper())


if __name__ == "__main__":
    Process(target=show, args=("paper",)).start()
    print(stub.List(shop_pb2.Empty()))
