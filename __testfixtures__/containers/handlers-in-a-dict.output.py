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
        _orders_by_pid[pid] = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=23
    return _orders_by_pid[pid]


def cancel(number):
    get_orders().Cancel(shop_pb2.OrderId(number=number))


def pack(number):
    print("packing", number)


HANDLERS = {"cancel": cancel, "pack": pack}


def handle(action, number):
    Process(target=HANDLERS[action], args=(number,)).start()


if __name__ == "__main__":
    handle(input(), 7)
