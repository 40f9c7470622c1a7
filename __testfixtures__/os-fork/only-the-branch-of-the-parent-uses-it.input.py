import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def main():
    pid = os.fork()
    if pid == 0:
        print("packing")
        os._exit(0)
    orders.Cancel(shop_pb2.OrderId(number=7))
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
