import asyncio

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


async def main():
    print(await asyncio.gather(asyncio.to_thread(price, "tea"), asyncio.to_thread(price, "milk")))


if __name__ == "__main__":
    asyncio.run(main())
