from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self):
        self.channel = grpc.insecure_channel("stock:50052")
        self.stub = StockStub(self.channel)

    def disconnect(self):
        self.channel.close()
        self.channel = self.stub = None

    def sweep(self):
        if self.stub:
            self.stub.Recount(shop_pb2.Empty())
        print("sweeping")


if __name__ == "__main__":
    warehouse = Warehouse()
    warehouse.disconnect()
    Process(target=warehouse.sweep).start()
