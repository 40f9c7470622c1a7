from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def total(lines):
    return sum(lines)


def main():
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    with ProcessPoolExecutor() as executor:
        for order in orders.List(shop_pb2.Empty()).orders:
            cents = executor.submit(total, list(order.lines)).result()
            orders.SetTotal(shop_pb2.Total(number=order.number, cents=cents))


if __name__ == "__main__":
    main()
