from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def main():
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    numbers = [order.number for order in orders.List(shop_pb2.Empty()).orders]

    def pack():
        print("packing", numbers)

    Process(target=pack).start()
    orders.Ship(shop_pb2.OrderId(number=numbers[0]))


if __name__ == "__main__":
    main()
