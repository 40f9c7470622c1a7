import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def main():
    if os.fork() == 0:
        orders = OrdersStub(grpc.insecure_channel("orders:50050"))
        orders.Cancel(shop_pb2.OrderId(number=7))
        os._exit(0)
    os.wait()


if __name__ == "__main__":
    main()
