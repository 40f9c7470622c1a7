import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

with open("ca.pem", "rb") as file:
    credentials = grpc.ssl_channel_credentials(file.read())
_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.secure_channel("prices:443", credentials)  # expect: GFF101 fork=18
    return _channel_by_pid[pid]


def reprice(sku):
    print(PricesStub(get_channel()).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
