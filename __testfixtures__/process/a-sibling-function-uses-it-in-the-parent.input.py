from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


def log(message):
    print(message)


if __name__ == "__main__":
    Process(target=log, args=("cancelling",)).start()
    cancel(7)
