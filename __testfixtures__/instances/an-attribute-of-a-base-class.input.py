from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Client:
    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)  # expect: GFF102 fork=24


class Stock(Client):
    def __init__(self):
        super().__init__("stock:50052")
        self.stub = StockStub(self.channel)

    def recount(self):
        self.stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=Stock().recount).start()
