from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.stub = StockStub(grpc.insecure_channel(address))

    def recount(self):
        self.stub.Recount(shop_pb2.Empty())


def recount_cellar():
    Warehouse("cellar:50052").recount()


if __name__ == "__main__":
    shelf = Warehouse("shelf:50052")
    shelf.recount()
    Process(target=recount_cellar).start()
    shelf.recount()
