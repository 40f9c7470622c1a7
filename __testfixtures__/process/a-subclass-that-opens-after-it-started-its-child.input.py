from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


class Packer(Process):
    def __init__(self):
        super().__init__()
        self.orders = None
        self.start()
        self.orders = OrdersStub(grpc.insecure_channel("orders:50050"))

    def run(self):
        print("packing", "with orders" if self.orders else "without orders")

    def cancel(self, number):
        self.orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    packer = Packer()
    packer.cancel(7)
    packer.join()
