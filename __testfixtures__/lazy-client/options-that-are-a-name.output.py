import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

OPTIONS = (("grpc.keepalive_time_ms", 30000),)
_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = PricesStub(
            grpc.insecure_channel(
                "prices:50051", [*OPTIONS, ("grpc.use_local_subchannel_pool", 1)]
            )
        )  # expect: GFF101 error fork=18
    return _stub_by_pid[pid]


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
