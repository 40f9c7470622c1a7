import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=22


def recount(sku):
    stock.Recount(shop_pb2.StockRequest(sku=sku))


def work(skus):
    for sku in skus:
        threading.Thread(target=recount, args=(sku,)).start()


if __name__ == "__main__":
    Process(target=work, args=(["tea", "milk"],)).start()
