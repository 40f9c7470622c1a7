import os
from multiprocessing import Process

import grpc

_get_price_by_pid = {}


def get_get_price():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _get_price_by_pid:
        channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=14
        _get_price_by_pid[pid] = channel.unary_unary("/shop.Prices/GetPrice")
    return _get_price_by_pid[pid]


def reprice(sku):
    print(get_get_price()(sku.encode()))


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
