from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self):
        self.stub = StockStub(grpc.insecure_channel("stock:50052"))

    @staticmethod
    def sweep(floor):
        print("sweeping floor", floor)

    def recount(self):
        self.stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    warehouse = Warehouse()
    warehouse.recount()
    Process(target=warehouse.sweep, args=(1,)).start()
