import os
from multiprocessing import Process

from google.cloud import tasks_v2


class _PerProcess:
    """Makes its object in each process: gRPC objects must not cross a fork."""

    def __init__(self, make, *args, **kwargs):
        self._make, self._args, self._kwargs = make, args, kwargs
        self._by_pid = {}

    def _get(self):
        pid = os.getpid()
        if pid not in self._by_pid:
            self._by_pid[pid] = self._make(*self._args, **self._kwargs)
        return self._by_pid[pid]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._get(), name)


def enqueue(client, order):
    client.create_task(parent="queue", task={"http_request": {"url": order}})


if __name__ == "__main__":
    tasks = _PerProcess(tasks_v2.CloudTasksClient)  # expect: GFF105 warning fork=12 fix=safe
    Process(target=enqueue, args=(tasks, "https://shop/1")).start()
