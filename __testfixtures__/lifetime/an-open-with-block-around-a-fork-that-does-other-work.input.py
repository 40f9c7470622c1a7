from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def pack(number):
    print("packing", number)


def main():
    with grpc.insecure_channel("orders:50050") as channel:
        for order in OrdersStub(channel).List(shop_pb2.Empty()).orders:
            Process(target=pack, args=(order.number,)).start()


if __name__ == "__main__":
    main()
