import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

_orders_by_pid = {}


def get_orders():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _orders_by_pid:
        _orders_by_pid[pid] = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=12
    return _orders_by_pid[pid]


def cancel_in_background(number):
    pid = os.fork()
    if pid:
        return pid
    get_orders().Cancel(shop_pb2.OrderId(number=number))
    os._exit(0)


if __name__ == "__main__":
    os.waitpid(cancel_in_background(7), 0)
