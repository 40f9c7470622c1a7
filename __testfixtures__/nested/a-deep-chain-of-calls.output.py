import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 fork=29
    return _stock_by_pid[pid]


def read(sku):
    return get_stock().Count(shop_pb2.StockRequest(sku=sku))


def pieces(sku):
    return read(sku).pieces


def report(skus):
    return {sku: pieces(sku) for sku in skus}


def work(skus):
    if skus:
        print(sorted(report(skus).items()))


def run():
    Process(target=work, args=(["tea", "milk"],)).start()


def main():
    run()


if __name__ == "__main__":
    main()
