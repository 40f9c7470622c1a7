import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=12


def main():
    pid, terminal = os.forkpty()
    if pid == 0:
        print(orders.List(shop_pb2.Empty()))
        os._exit(0)
    os.close(terminal)


if __name__ == "__main__":
    main()
