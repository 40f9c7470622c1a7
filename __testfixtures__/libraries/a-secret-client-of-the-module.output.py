import os
from multiprocessing import Pool

from google.cloud import secretmanager

_client_by_pid = {}


def get_client():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _client_by_pid:
        _client_by_pid[pid] = secretmanager.SecretManagerServiceClient()  # expect: GFF105 warning fork=13 fix=safe
    return _client_by_pid[pid]


def read(name):
    return get_client().access_secret_version(name=name).payload.data


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(read, ["prices", "orders"]))
