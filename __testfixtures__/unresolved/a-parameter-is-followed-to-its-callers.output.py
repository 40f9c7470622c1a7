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
        _orders_by_pid[pid] = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=12
    return _orders_by_pid[pid]


def start(job, *args):
    worker = Process(target=job, args=args)
    worker.start()
    return worker


def cancel(number):
    get_orders().Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    start(cancel, 7).join()
