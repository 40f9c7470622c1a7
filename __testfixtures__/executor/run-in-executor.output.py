import asyncio
import os
from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=19
    return _prices_by_pid[pid]


def price(sku):
    return get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as executor:
        print(await loop.run_in_executor(executor, price, "tea"))


if __name__ == "__main__":
    asyncio.run(main())
