import multiprocessing
import os
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        channel = grpc.insecure_channel(address)  # expect: GFF101 fork=18
        _stub_by_pid[pid] = PricesStub(channel)
    return _stub_by_pid[pid]


if __name__ == "__main__":
    address = sys.argv[1]
    workers = [multiprocessing.Process(target=reprice, args=(sku,)) for sku in sys.argv[2:]]
    for worker in workers:
        worker.start()
