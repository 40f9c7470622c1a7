from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def read(path):
    with open(path) as file:
        while stock := file.readline():
            print(stock.strip())


if __name__ == "__main__":
    Process(target=read, args=("stock.csv",)).start()
    stock.Recount(shop_pb2.Empty())
