# options: --unsafe-fixes
import os
from multiprocessing import Process

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

from google.cloud import pubsub_v1

_publisher_by_pid = {}


def get_publisher():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _publisher_by_pid:
        _publisher_by_pid[pid] = pubsub_v1.PublisherClient()  # expect: GFF105 error fork=16 fix=unsafe, GFF304 error fix=unsafe
    return _publisher_by_pid[pid]


topic = "projects/shop/topics/orders"


def announce(number):
    get_publisher().publish(topic, number)


if __name__ == "__main__":
    get_publisher().publish(topic, b"open").result()
    Process(target=announce, args=(b"1",)).start()
