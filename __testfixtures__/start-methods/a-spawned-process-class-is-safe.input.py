import multiprocessing.context

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


class Recount(multiprocessing.context.SpawnProcess):
    def run(self):
        stock.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Recount().start()
