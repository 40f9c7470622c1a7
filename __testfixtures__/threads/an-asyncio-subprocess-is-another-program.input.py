import asyncio

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


async def print_invoice(number):
    order = orders.Get(shop_pb2.OrderId(number=number))
    process = await asyncio.create_subprocess_exec("lpr", f"{order.number}.pdf")
    await process.wait()


if __name__ == "__main__":
    asyncio.run(print_invoice(7))
