"""Forks from a coroutine that has a channel open; the children use channels of their own."""
# parent: warm
# steps: sugar tea coffee
# before: fork0
# after: unset, fork0
# fix: unsafe
import asyncio
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def sell(sku):
    with grpc.insecure_channel(SHOP) as channel:
        orders = shop_pb2_grpc.OrdersStub(channel)
        journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


async def main():
    async with grpc.aio.insecure_channel(SHOP) as channel:  # expect: GFF104
        orders = shop_pb2_grpc.OrdersStub(channel)
        journal.saw("sugar", await orders.Place(shop_pb2.Order(sku="sugar", quantity=1)))
        clerks = [multiprocessing.Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join()


if __name__ == "__main__":
    asyncio.run(main())
