from __future__ import annotations

from multiprocessing import Process
from typing import Final

import grpc

import shop_pb2
import shop_pb2_grpc

channel: Final[grpc.Channel] = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=20
stub: shop_pb2_grpc.PricesStub = shop_pb2_grpc.PricesStub(channel)


def reprice(sku: str) -> None:
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
