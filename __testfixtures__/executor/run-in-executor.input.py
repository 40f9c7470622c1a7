import asyncio
from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=19


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as executor:
        print(await loop.run_in_executor(executor, price, "tea"))


if __name__ == "__main__":
    asyncio.run(main())
