import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub


def count(sku):
    with grpc.insecure_channel("prices:50051") as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)))


def run():
    counting = StockStub(grpc.insecure_channel("stock:50052")).Count.future(shop_pb2.Sku(sku="tea"))
    multiprocessing.Process(target=count, args=("tea",)).start()
    print(counting.result())
