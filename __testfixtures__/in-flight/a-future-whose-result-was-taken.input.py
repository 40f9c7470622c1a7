from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")
orders = OrdersStub(channel)


def pack(number):
    print(number)


if __name__ == "__main__":
    order = orders.Next.future(shop_pb2.Empty()).result()
    Process(target=pack, args=(order.number,)).start()
