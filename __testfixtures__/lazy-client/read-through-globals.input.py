from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub, StockStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=22
stock = StockStub(grpc.insecure_channel("stock:50052"))


def service(name):
    return globals()[name]


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    print(service(input()))
    Process(target=cancel, args=(7,)).start()
