import multiprocessing
import os

from shop import clients

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = clients.Stock("stock:50051")  # expect: GFF105 warning fork=13 fix=safe
    return _stock_by_pid[pid]


def count(item):
    return get_stock().count(item)


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(count, ["tea", "salt"]))
