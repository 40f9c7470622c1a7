from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

order = OrdersStub(grpc.insecure_channel("orders:50050"))


def pack(number):
    try:
        print(1 // number)
    except ZeroDivisionError as order:
        print(order.with_traceback(None))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
    order.Cancel(shop_pb2.OrderId(number=7))
