# options: --unsafe-fixes
import asyncio
import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


async def count(sku):
    print(await stock.Count(shop_pb2.Sku(sku=sku)))


def work(sku):
    asyncio.run(count(sku))


if __name__ == "__main__":
    stock = StockStub(grpc.aio.insecure_channel("stock:50052"))  # expect: GFF106 warning fork=21 fix=aio
    multiprocessing.Process(target=work, args=("tea",)).start()
