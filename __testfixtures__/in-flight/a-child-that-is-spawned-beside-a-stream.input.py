from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")
orders = OrdersStub(channel)


def pack(number):
    print(number)


import multiprocessing

if __name__ == "__main__":
    for order in orders.Watch(shop_pb2.Empty()):
        multiprocessing.get_context("spawn").Process(target=pack, args=(order.number,)).start()
