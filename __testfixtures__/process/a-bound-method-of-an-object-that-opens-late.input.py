import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.address = address

    def recount(self, sku):
        stub = StockStub(grpc.insecure_channel(self.address))
        stub.Recount(shop_pb2.StockRequest(sku=sku))


if __name__ == "__main__":
    warehouse = Warehouse("stock:50052")
    multiprocessing.Process(target=warehouse.recount, args=("tea",)).start()
