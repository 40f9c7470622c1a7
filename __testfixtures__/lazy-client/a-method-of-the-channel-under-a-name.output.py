import multiprocessing
import os

import grpc

_count_stock_by_pid = {}


def get_count_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _count_stock_by_pid:
        channel = grpc.insecure_channel(
            "stock:50051", options=[("grpc.use_local_subchannel_pool", 1)]
        )  # expect: GFF101 error fork=15 fix=safe
        _count_stock_by_pid[pid] = channel.unary_unary("/shop.Stock/Count")
    return _count_stock_by_pid[pid]


def count(sku):
    return get_count_stock()(sku)


if __name__ == "__main__":
    print(get_count_stock()(b"tea"))
    with multiprocessing.Pool() as pool:
        print(pool.map(count, [b"tea", b"milk"]))
