import asyncio
from multiprocessing import Process

from grpc import aio

import shop_pb2
from shop_pb2_grpc import PricesStub


def show(cents):
    print("price:", cents)


async def main():
    stub = PricesStub(aio.insecure_channel("prices:50051"))
    price = await stub.GetPrice(shop_pb2.PriceRequest(sku="tea"))
    Process(target=show, args=(price.cents,)).start()


if __name__ == "__main__":
    asyncio.run(main())
