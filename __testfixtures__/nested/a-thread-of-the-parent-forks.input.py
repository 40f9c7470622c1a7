import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=17


def recount():
    stock.Recount(shop_pb2.Empty())


def supervise():
    Process(target=recount).start()


if __name__ == "__main__":
    threading.Thread(target=supervise).start()
