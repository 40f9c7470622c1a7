import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=12


def cancel_in_background(number):
    pid = os.fork()
    if pid:
        return pid
    orders.Cancel(shop_pb2.OrderId(number=number))
    os._exit(0)


if __name__ == "__main__":
    os.waitpid(cancel_in_background(7), 0)
