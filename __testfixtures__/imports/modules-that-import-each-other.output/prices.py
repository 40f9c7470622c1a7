import os

import grpc

import nightly
import shop_pb2
from shop_pb2_grpc import PricesStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=nightly.py:11
    return _stub_by_pid[pid]


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    nightly.main()
