from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def describe(thing) -> "OrdersStub":
    print("a stub" if isinstance(thing, OrdersStub) else "no stub")


if __name__ == "__main__":
    Process(target=describe, args=("tea",)).start()
    print(orders.List(shop_pb2.Empty()))
