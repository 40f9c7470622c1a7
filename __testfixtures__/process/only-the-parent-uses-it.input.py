from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def render(number, total):
    with open(f"{number}.txt", "w") as file:
        file.write(f"order {number}: {total}")


def main():
    for order in orders.List(shop_pb2.Empty()).orders:
        Process(target=render, args=(order.number, order.total)).start()


if __name__ == "__main__":
    main()
