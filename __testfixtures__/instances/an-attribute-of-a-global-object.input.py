import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.stub = StockStub(grpc.insecure_channel(address))  # expect: GFF101 fork=25

    def count(self, sku):
        return self.stub.Count(shop_pb2.StockRequest(sku=sku)).pieces


warehouse = Warehouse("stock:50052")


def report(sku):
    print(sku, warehouse.count(sku))


if __name__ == "__main__":
    multiprocessing.Process(target=report, args=("tea",)).start()
