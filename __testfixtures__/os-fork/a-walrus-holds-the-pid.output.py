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


def main():
    if (pid := os.fork()) == 0:
        get_orders().Cancel(shop_pb2.OrderId(number=7))
        os._exit(0)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
