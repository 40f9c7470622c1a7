from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

prices, stock = PricesStub(grpc.insecure_channel("prices:1")), StockStub(grpc.insecure_channel("stock:1"))  # expect: GFF101 fork=16


def reprice(sku):
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
    stock.Recount(shop_pb2.Empty())
