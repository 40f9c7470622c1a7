import os
from multiprocessing import Process

import grpc
from tenacity import retry, stop_after_attempt

import shop_pb2
from shop_pb2_grpc import OrdersStub

_orders_by_pid = {}


def get_orders():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _orders_by_pid:
        _orders_by_pid[pid] = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=18
    return _orders_by_pid[pid]


@retry(stop=stop_after_attempt(3))
def cancel(number):
    get_orders().Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
