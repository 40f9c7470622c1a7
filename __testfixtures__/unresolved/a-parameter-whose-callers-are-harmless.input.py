from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def start(job, *args):
    worker = Process(target=job, args=args)
    worker.start()
    return worker


def pack(number):
    print("packing", number)


if __name__ == "__main__":
    orders.Cancel(shop_pb2.OrderId(number=6))
    start(pack, 7).join()
