import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.stub = StockStub(grpc.insecure_channel(address))  # expect: GFF102 fork=19

    def recount(self, sku):
        self.stub.Recount(shop_pb2.StockRequest(sku=sku))


if __name__ == "__main__":
    warehouse = Warehouse("stock:50052")
    multiprocessing.Process(target=warehouse.recount, args=("tea",)).start()
