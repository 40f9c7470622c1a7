import multiprocessing
import os

import grpc

_channel_by_pid = {}


def get_channel():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _channel_by_pid:
        _channel_by_pid[pid] = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=25 fix=safe
    return _channel_by_pid[pid]


def count(sku):
    with grpc.insecure_channel(
        "stock:50051", options=[("grpc.use_local_subchannel_pool", 1)]
    ) as own:  # expect: GFF103 error fork=17
        print(own.unary_unary("/shop.Stock/Count")(sku))


def shelf():
    print(get_channel().unary_unary("/shop.Stock/Count")(b"tea"))
    children = []
    for sku in [b"coffee", b"sugar"]:
        child = multiprocessing.Process(target=count, args=(sku,))
        child.start()
        children.append(child)
    for child in children:
        child.join()


if __name__ == "__main__":
    parent = multiprocessing.Process(target=shelf)
    parent.start()
    parent.join()
