from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def pack(orders, number):
    orders.Ship(shop_pb2.OrderId(number=number))


def main():
    with grpc.insecure_channel("orders:50050") as channel:  # expect: GFF102 error fork=17
        stub = OrdersStub(channel)
        for order in stub.List(shop_pb2.Empty()).orders:
            Process(target=pack, args=(stub, order.number)).start()


if __name__ == "__main__":
    main()
