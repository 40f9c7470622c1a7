import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


class Process:
    """A step of the business process."""

    def __init__(self, target, args):
        self.target, self.args = target, args

    def start(self):
        self.target(*self.args)


def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
