import threading

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    thread = threading.Thread(target=cancel, args=(7,))
    thread.start()
    thread.join()
