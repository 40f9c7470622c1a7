import asyncio
import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


async def count(sku):
    async with grpc.aio.insecure_channel("stock:50052") as channel:
        print(await StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


def label(sku):
    print(sku.upper())


if __name__ == "__main__":
    asyncio.run(count("tea"))
    multiprocessing.Process(target=label, args=("tea",)).start()
