from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

stub = OrdersStub(grpc.insecure_channel("orders:50050"))


class Ticket:
    def __init__(self, number):
        self.stub = f"stub of {number}"


def tear(ticket):
    print(ticket.stub.upper())


if __name__ == "__main__":
    Process(target=tear, args=(Ticket(7),)).start()
    stub.Cancel(shop_pb2.OrderId(number=7))
