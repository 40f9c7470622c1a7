from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

OPENERS = {"plain": grpc.insecure_channel}


class Prices:
    channel = OPENERS["plain"]("prices:50051")  # expect: GFF101 fork=20 fix=dynamic-access


def reprice(sku):
    print(PricesStub(Prices.channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
