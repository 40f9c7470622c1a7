import os
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def daemonize():
    if os.fork() > 0:
        sys.exit(0)
    os.setsid()
    if os.fork() > 0:
        sys.exit(0)


def main():
    daemonize()
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    for order in orders.Watch(shop_pb2.Empty()):
        print(order.number)


if __name__ == "__main__":
    main()
