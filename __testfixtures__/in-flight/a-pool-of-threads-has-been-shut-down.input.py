from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

channel = grpc.insecure_channel("orders:50050")
orders = OrdersStub(channel)


def pack(number):
    print(number)


from concurrent.futures import ThreadPoolExecutor


def refresh(number):
    return orders.Get(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(refresh, range(100)))
    Process(target=pack, args=(7,)).start()
