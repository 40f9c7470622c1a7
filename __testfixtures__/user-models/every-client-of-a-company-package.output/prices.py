import multiprocessing
import os

from acme.rpc import PriceClient

_client_by_pid = {}


def get_client():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _client_by_pid:
        _client_by_pid[pid] = PriceClient("prices:443")  # expect: GFF105 warning fork=13 fix=safe
    return _client_by_pid[pid]


def show(sku):
    print(get_client().quote(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(show, ["tea", "coffee"])
