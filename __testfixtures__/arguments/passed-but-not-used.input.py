from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def pack(number, orders=None):
    print("packing", number)


if __name__ == "__main__":
    stub = OrdersStub(grpc.insecure_channel("orders:50050"))
    Process(target=pack, args=(7,), kwargs={"orders": stub}).start()
    stub.Ship(shop_pb2.OrderId(number=7))
