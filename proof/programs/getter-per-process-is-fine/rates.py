"""Written by somebody who knew: one stub per process, and none in the parent."""
# steps: tea coffee sugar
# fine: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

_stubs = {}


def prices():
    pid = os.getpid()
    if pid not in _stubs:
        _stubs[pid] = shop_pb2_grpc.PricesStub(grpc.insecure_channel(os.environ["SHOP"]))
    return _stubs[pid]


def quote(sku):
    journal.saw(sku, prices().Quote(shop_pb2.Item(sku=sku)))


if __name__ == "__main__":
    processes = [Process(target=quote, args=(sku,)) for sku in ("tea", "coffee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    quote("sugar")
