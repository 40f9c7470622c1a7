from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub, StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        StockStub(channel).Count(shop_pb2.Sku(sku=sku))


if __name__ == "__main__":
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF104 error fork=17, GFF304 error fork=17
    for order in orders.Watch(shop_pb2.Empty()):
        Process(target=count, args=(order.sku,)).start()
