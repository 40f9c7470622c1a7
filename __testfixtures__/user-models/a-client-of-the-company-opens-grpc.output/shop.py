import multiprocessing
import os

from acme.rpc import connect

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = connect("stock:50051")  # expect: GFF105 warning fork=12 fix=safe
    return _stock_by_pid[pid]


def count(item):
    return get_stock().count(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
