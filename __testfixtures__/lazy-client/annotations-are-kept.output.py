from __future__ import annotations

import os
from multiprocessing import Process
from typing import Final

import grpc

import shop_pb2
import shop_pb2_grpc

_stub_by_pid = {}


def get_stub() -> shop_pb2_grpc.PricesStub:
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=20
        _stub_by_pid[pid] = shop_pb2_grpc.PricesStub(channel)
    return _stub_by_pid[pid]


def reprice(sku: str) -> None:
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
