from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")  # expect: GFF104 error fork=18
orders = OrdersStub(channel)


def pack(number):
    print(number)


if __name__ == "__main__":
    channel.subscribe(print, try_to_connect=True)
    Process(target=pack, args=(7,)).start()
