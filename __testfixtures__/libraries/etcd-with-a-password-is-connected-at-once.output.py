import os
from multiprocessing import Process

import etcd3

_etcd_by_pid = {}


def get_etcd():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _etcd_by_pid:
        _etcd_by_pid[pid] = etcd3.client(host="prices", user="shop", password="tea")  # expect: GFF105 error fix=safe, GFF304 error fix=safe
    return _etcd_by_pid[pid]


def price(sku):
    print(get_etcd().get(f"/prices/{sku}"))


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
