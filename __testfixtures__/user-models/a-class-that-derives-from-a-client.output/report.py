import multiprocessing
import os

from shop.stock import StockClient

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = StockClient("stock:443")  # expect: GFF105 warning fork=13 fix=safe
    return _stock_by_pid[pid]


def count(sku):
    print(get_stock().count(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(count, ["tea", "coffee"])
