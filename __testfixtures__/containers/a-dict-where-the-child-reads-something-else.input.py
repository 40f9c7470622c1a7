from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

SHOP = {
    "prices": PricesStub(grpc.insecure_channel("prices:50051")),
    "currency": "EUR",
}


def show(cents):
    print(cents, SHOP["currency"].lower())


if __name__ == "__main__":
    Process(target=show, args=(120,)).start()
    print(SHOP["prices"].List(shop_pb2.Empty()))
