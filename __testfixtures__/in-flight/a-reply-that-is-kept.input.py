from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def pack(number):
    print(number)


if __name__ == "__main__":
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    reply = orders.Next(shop_pb2.Empty())
    Process(target=pack, args=(reply.number,)).start()
    print(reply.sku)
