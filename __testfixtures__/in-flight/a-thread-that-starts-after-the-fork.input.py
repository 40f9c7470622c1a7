from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")
orders = OrdersStub(channel)


def pack(number):
    print(number)


import threading


def refresh():
    while True:
        orders.List(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
    threading.Thread(target=refresh, daemon=True).start()
