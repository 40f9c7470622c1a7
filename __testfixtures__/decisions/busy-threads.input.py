import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def poll(orders):
    while True:
        orders.List(shop_pb2.Empty())


def pack(number):
    print(number)


if __name__ == "__main__":
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF104 error fork=22 fix=unsafe
    threading.Thread(target=poll, args=(orders,), daemon=True).start()
    Process(target=pack, args=(7,)).start()
