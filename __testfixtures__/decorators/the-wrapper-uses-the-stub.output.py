import functools
import os
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import AuditStub

_audit_by_pid = {}


def get_audit():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _audit_by_pid:
        _audit_by_pid[pid] = AuditStub(grpc.insecure_channel("audit:50055"))  # expect: GFF101 fork=27
    return _audit_by_pid[pid]


def audited(function):
    @functools.wraps(function)
    def wrapper(*args):
        get_audit().Record(shop_pb2.Event(name=function.__name__))
        return function(*args)

    return wrapper


@audited
def pack(number):
    print("packing", number)


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
