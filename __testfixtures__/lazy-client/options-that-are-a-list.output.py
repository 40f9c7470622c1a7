import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        channel = grpc.insecure_channel(  # expect: GFF101 error fork=24
            "prices:50051",
            options=[
                ("grpc.max_receive_message_length", 64 * 1024 * 1024),
                ("grpc.keepalive_time_ms", 30000),
                ("grpc.use_local_subchannel_pool", 1),
            ],
        )
        _stub_by_pid[pid] = PricesStub(channel)
    return _stub_by_pid[pid]


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
