import asyncio
from concurrent.futures import ProcessPoolExecutor

from grpc.aio import secure_channel
from grpc import ssl_channel_credentials

import shop_pb2
from shop_pb2_grpc import PricesStub

channel = secure_channel("prices:443", ssl_channel_credentials())  # expect: GFF106 fork=23


def price(sku):
    return asyncio.run(fetch(sku)).cents


async def fetch(sku):
    return await PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku))


if __name__ == "__main__":
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(price, ["tea", "milk"])))
