import os
from multiprocessing import Process

from pymilvus import MilvusClient

_client_by_pid = {}


def get_client():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _client_by_pid:
        _client_by_pid[pid] = MilvusClient(uri="http://search:19530")  # expect: GFF105 error fix=safe, GFF304 error fix=safe
    return _client_by_pid[pid]


def find(vector):
    print(get_client().search("items", data=[vector], limit=3))


if __name__ == "__main__":
    Process(target=find, args=([0.1, 0.2],)).start()
