import asyncio
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.aio.insecure_channel("orders:50050"))  # expect: GFF106 fork=21 fix=unsafe


async def cancel(number):
    await orders.Cancel(shop_pb2.OrderId(number=number))


def work(number):
    asyncio.run(cancel(number))


if __name__ == "__main__":
    Process(target=work, args=(7,)).start()
