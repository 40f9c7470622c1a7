from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")  # expect: GFF101 error fork=18, GFF104 error fork=18, GFF304 error fork=18
grpc.channel_ready_future(channel).result(timeout=10)
orders = OrdersStub(channel)


def pack(number):
    orders.Ship(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
