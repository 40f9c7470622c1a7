import atexit
import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("orders:50050")  # expect: GFF101 fork=19
    return _channel_by_pid[pid]


atexit.register(lambda: get_channel().close())
_orders_by_pid = {}


def get_orders():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _orders_by_pid:
        _orders_by_pid[pid] = OrdersStub(get_channel())
    return _orders_by_pid[pid]


def cancel(number):
    get_orders().Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
