import multiprocessing
from functools import cached_property

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    @cached_property
    def stub(self):
        return StockStub(grpc.insecure_channel("stock:50052"))

    def recount(self, sku):
        self.stub.Recount(shop_pb2.StockRequest(sku=sku))


warehouse = Warehouse()

if __name__ == "__main__":
    multiprocessing.Process(target=warehouse.recount, args=("tea",)).start()
