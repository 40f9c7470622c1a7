import os
from multiprocessing import Process

from google.cloud import secretmanager


class Secrets(secretmanager.SecretManagerServiceClient):
    def read(self, name):
        return self.access_secret_version(name=name).payload.data


_secrets_by_pid = {}


def get_secrets():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _secrets_by_pid:
        _secrets_by_pid[pid] = Secrets()  # expect: GFF105 warning fix=safe
    return _secrets_by_pid[pid]


def show(name):
    print(len(get_secrets().read(name)))


if __name__ == "__main__":
    Process(target=show, args=("prices",)).start()
