import multiprocessing
import os

from shop.rpc import PriceClient, PriceTable

_client_by_pid = {}


def get_client():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _client_by_pid:
        _client_by_pid[pid] = PriceClient("prices:443")  # expect: GFF105 warning fork=15 fix=safe
    return _client_by_pid[pid]


table = PriceTable({"tea": 320})


def show(sku):
    print(table.quote(sku), get_client().quote(sku))


if __name__ == "__main__":
    for sku in ["tea", "coffee"]:
        multiprocessing.Process(target=show, args=(sku,)).start()
