from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def print_tickets():
    for stub in ("ticket 1", "ticket 2"):
        print(stub.title())


if __name__ == "__main__":
    Process(target=print_tickets).start()
    print(stub.List(shop_pb2.Empty()))
