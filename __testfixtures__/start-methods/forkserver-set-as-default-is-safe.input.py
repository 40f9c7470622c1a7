from multiprocessing import Process, set_start_method

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def ship(number):
    orders.Ship(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    set_start_method("forkserver", force=True)
    Process(target=ship, args=(7,)).start()
