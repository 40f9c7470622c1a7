import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 error fork=23, GFF104 error fork=23


def poll():
    while True:
        print(orders.List(shop_pb2.Empty()))


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    threading.Thread(target=poll, daemon=True).start()
    Process(target=cancel, args=(7,)).start()
