import os

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=11

if __name__ == "__main__":
    child = os.fork()
    if not child:
        orders.Cancel(shop_pb2.OrderId(number=7))
    else:
        os.waitpid(child, 0)
