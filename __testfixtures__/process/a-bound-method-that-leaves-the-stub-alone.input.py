import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.stub = StockStub(grpc.insecure_channel(address))

    def count(self, sku):
        return self.stub.Count(shop_pb2.StockRequest(sku=sku)).pieces

    def sweep(self):
        print("sweeping the floor")


if __name__ == "__main__":
    warehouse = Warehouse("stock:50052")
    multiprocessing.Process(target=warehouse.sweep).start()
    print(warehouse.count("tea"))
