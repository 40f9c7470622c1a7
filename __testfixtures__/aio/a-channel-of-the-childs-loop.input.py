import asyncio
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


async def reprice(sku):
    async with grpc.aio.insecure_channel("prices:50051") as channel:
        print((await PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku))).cents)


def work(sku):
    asyncio.run(reprice(sku))


if __name__ == "__main__":
    Process(target=work, args=("tea",)).start()
