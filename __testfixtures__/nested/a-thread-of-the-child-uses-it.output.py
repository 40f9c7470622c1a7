import os
import threading
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=22
    return _stock_by_pid[pid]


def recount(sku):
    get_stock().Recount(shop_pb2.StockRequest(sku=sku))


def work(skus):
    for sku in skus:
        threading.Thread(target=recount, args=(sku,)).start()


if __name__ == "__main__":
    Process(target=work, args=(["tea", "milk"],)).start()
