import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, address):
        self.address = address
        self._stub = None

    @property
    def stub(self):
        if self._stub is None:
            self._stub = StockStub(grpc.insecure_channel(self.address))
        return self._stub

    def recount(self, sku):
        self.stub.Recount(shop_pb2.StockRequest(sku=sku))


if __name__ == "__main__":
    warehouse = Warehouse("stock:50052")
    for sku in ("tea", "milk"):
        multiprocessing.Process(target=warehouse.recount, args=(sku,)).start()
