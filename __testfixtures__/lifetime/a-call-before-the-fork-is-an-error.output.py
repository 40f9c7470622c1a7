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
        _orders_by_pid[pid] = OrdersStub(
            grpc.insecure_channel(
                "orders:50050", options=[("grpc.use_local_subchannel_pool", 1)]
            )
        )  # expect: GFF101 error fork=17
    return _orders_by_pid[pid]


def pack(number):
    get_orders().Ship(shop_pb2.OrderId(number=number))


def main():
    for order in get_orders().List(shop_pb2.Empty()).orders:
        Process(target=pack, args=(order.number,)).start()


if __name__ == "__main__":
    main()
