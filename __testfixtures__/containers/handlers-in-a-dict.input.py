from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=23


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


def pack(number):
    print("packing", number)


HANDLERS = {"cancel": cancel, "pack": pack}


def handle(action, number):
    Process(target=HANDLERS[action], args=(number,)).start()


if __name__ == "__main__":
    handle(input(), 7)
