from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def open_orders():
    stub = OrdersStub(grpc.insecure_channel("orders:50050"))
    return [order.number for order in stub.List(shop_pb2.Empty()).orders]


def pack(numbers):
    print("packing", numbers)


if __name__ == "__main__":
    Process(target=pack, args=(open_orders(),)).start()
