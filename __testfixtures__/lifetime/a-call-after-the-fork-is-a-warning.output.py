import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

_orders_by_pid = {}


def get_orders():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _orders_by_pid:
        _orders_by_pid[pid] = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 warning fork=16
    return _orders_by_pid[pid]


def pack(number):
    get_orders().Ship(shop_pb2.OrderId(number=number))


def main():
    worker = Process(target=pack, args=(7,))
    worker.start()
    worker.join()
    print(get_orders().List(shop_pb2.Empty()))


if __name__ == "__main__":
    main()
