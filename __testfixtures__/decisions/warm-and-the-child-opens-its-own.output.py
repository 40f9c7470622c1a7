from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub


def connect():
    return OrdersStub(
        grpc.insecure_channel(
            "orders:50050", options=[("grpc.use_local_subchannel_pool", 1)]
        )
    )  # expect: GFF103 error fork=19 fix=safe


def pack(number):
    connect().Ship(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    orders = connect()
    Process(target=pack, args=(orders.Next(shop_pb2.Empty()).number,)).start()
