import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")
orders = OrdersStub(channel)


def main():
    for order in orders.List(shop_pb2.Empty()).orders:
        print(order.number, order.total)


if __name__ == "__main__":
    main()
