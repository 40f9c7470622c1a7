from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def show(names):
    print([stock.title() for stock in names])


if __name__ == "__main__":
    Process(target=show, args=(["tea", "milk"],)).start()
    stock.Recount(shop_pb2.Empty())
