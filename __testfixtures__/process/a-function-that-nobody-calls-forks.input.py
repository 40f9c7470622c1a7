from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def serve(number):
    print("serving", number)


def start_all():
    for number in range(3):
        Process(target=serve, args=(number,)).start()


def show():
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    print(orders.List(shop_pb2.Empty()))


if __name__ == "__main__":
    show()
