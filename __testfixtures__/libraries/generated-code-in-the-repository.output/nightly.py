import os
from multiprocessing import Process

import grpc

from shop import shop_pb2, shop_pb2_grpc

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = shop_pb2_grpc.PricesStub(
            grpc.insecure_channel("prices:50051")
        )  # expect: GFF101 fork=15
    return _stub_by_pid[pid]


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
