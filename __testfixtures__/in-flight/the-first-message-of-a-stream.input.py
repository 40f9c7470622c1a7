from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub, StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        print(StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF104 error fork=18, GFF304 error fork=18
    news = orders.Watch(shop_pb2.Empty())
    print(next(news))
    Process(target=count, args=("tea",)).start()
    news.cancel()
