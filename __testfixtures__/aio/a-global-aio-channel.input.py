import asyncio
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.aio.insecure_channel("prices:50051"))  # expect: GFF106 fork=21


async def reprice(sku):
    print((await stub.GetPrice(shop_pb2.PriceRequest(sku=sku))).cents)


def work(sku):
    asyncio.run(reprice(sku))


if __name__ == "__main__":
    Process(target=work, args=("tea",)).start()
