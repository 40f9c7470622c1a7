from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def total(lines):
    return sum(lines)


def save(future):
    orders.SetTotal(shop_pb2.Total(cents=future.result()))


if __name__ == "__main__":
    with ProcessPoolExecutor() as executor:
        executor.submit(total, [120, 80]).add_done_callback(save)
