import multiprocessing
import os

import grpc

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel(
            "stock:50051", options=[("grpc.use_local_subchannel_pool", 1)]
        )  # expect: GFF101 error fork=14 fix=safe
    return _channel_by_pid[pid]


def work(sku):
    print(get_channel().unary_unary("/shop.Stock/Count")(sku))


if __name__ == "__main__":
    print(get_channel().unary_unary("/shop.Stock/Count")(b"tea"))
    multiprocessing.Process(target=work, args=(b"milk",)).start()
