import asyncio
from multiprocessing import Process

from grpclib.client import Channel

import shop_pb2
from shop_grpc import PricesStub

channel = Channel("prices", 50051)
stub = PricesStub(channel)


async def reprice(sku):
    print(await stub.GetPrice(shop_pb2.PriceRequest(sku=sku)))


def work(sku):
    asyncio.run(reprice(sku))


if __name__ == "__main__":
    Process(target=work, args=("tea",)).start()
