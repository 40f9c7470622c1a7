import asyncio
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.aio.insecure_channel("orders:50050"))  # expect: GFF106 fork=21


async def ship(number):
    await orders.Ship(shop_pb2.OrderId(number=number))


def pack(number):
    asyncio.run(ship(number))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
