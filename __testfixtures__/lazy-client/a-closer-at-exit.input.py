import atexit
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")  # expect: GFF101 fork=19
atexit.register(channel.close)
orders = OrdersStub(channel)


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
