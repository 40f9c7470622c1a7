from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 error fork=18, GFF104 error fork=18, GFF304 error fork=18
news = orders.Watch(shop_pb2.Empty())


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    for order in news:
        Process(target=cancel, args=(order.number,)).start()
