import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub

_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = PaymentsStub(grpc.insecure_channel("payments:50051"))  # expect: GFF102 warning fork=12 fix=safe
    return _stub_by_pid[pid]


def _refund(*args, **kwargs):
    # The child's own stub: what is looked up in the parent stays the parent's.
    return get_stub().Refund(*args, **kwargs)


def main():
    worker = Process(target=_refund, args=(shop_pb2.Order(number=1),))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
