from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 warning fork=16


def pack(number):
    orders.Ship(shop_pb2.OrderId(number=number))


def main():
    worker = Process(target=pack, args=(7,))
    worker.start()
    worker.join()
    print(orders.List(shop_pb2.Empty()))


if __name__ == "__main__":
    main()
