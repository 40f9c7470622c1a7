from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, name, address):
        self.name = name
        self.stub = StockStub(grpc.insecure_channel(address))  # expect: GFF102 error fork=25

    def count(self, sku):
        return self.stub.Count(shop_pb2.StockRequest(sku=sku)).pieces

    def report(self, skus):
        for sku in skus:
            print(self.name, sku, self.count(sku))


def main():
    cellar = Warehouse("cellar", "cellar:50052")
    print(cellar.count("bread"))
    Process(target=cellar.report, args=(["tea", "milk"],)).start()


if __name__ == "__main__":
    main()
