from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101


def recount(sku):
    stock.Recount(shop_pb2.StockRequest(sku=sku))


def manage():
    for sku in ("tea", "milk"):
        Process(target=recount, args=(sku,)).start()


if __name__ == "__main__":
    Process(target=manage).start()
