from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def pack(number):
    print("packing", number)


def run(number):
    worker = Process(target=pack, args=(number,))
    worker.start()
    worker.join()


def main():
    run(1)
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    run(2)
    orders.Ship(shop_pb2.OrderId(number=2))


if __name__ == "__main__":
    main()
