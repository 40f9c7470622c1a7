import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=12


def main():
    pid = os.fork()
    if pid > 0:
        os.waitpid(pid, 0)
    else:
        orders.Cancel(shop_pb2.OrderId(number=7))


if __name__ == "__main__":
    main()
