import functools
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=27


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("start", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@logged
def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
