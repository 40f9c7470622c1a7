from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 error fork=17, GFF104 error fork=17, GFF304 error fork=17


def pack(number):
    orders.Ship(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    news = orders.Watch(shop_pb2.Empty())
    Process(target=pack, args=(7,)).start()
    for order in news:
        print(order)
