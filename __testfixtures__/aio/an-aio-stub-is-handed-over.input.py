import asyncio
from multiprocessing import Process

import grpc.aio

import shop_pb2
from shop_pb2_grpc import PricesStub


async def reprice(stub):
    print(await stub.List(shop_pb2.Empty()))


def work(stub):
    asyncio.run(reprice(stub))


if __name__ == "__main__":
    stub = PricesStub(grpc.aio.insecure_channel("prices:50051"))  # expect: GFF106 fork=20
    Process(target=work, args=(stub,)).start()
