# options: --unsafe-fixes
import asyncio
import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.aio.insecure_channel("stock:50052"))  # expect: GFF106 warning fork=22 fix=unsafe


async def count(sku):
    print(await stock.Count(shop_pb2.Sku(sku=sku)))


def work(sku):
    asyncio.run(count(sku))


if __name__ == "__main__":
    multiprocessing.Process(target=work, args=("tea",)).start()
