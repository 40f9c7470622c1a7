from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=17


def recount(names):
    print([stock.title() for stock in names])
    stock.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount, args=(["tea", "milk"],)).start()
