import functools
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import AuditStub

audit = AuditStub(grpc.insecure_channel("audit:50055"))


def audited(function):
    @functools.wraps(function)
    def wrapper(*args):
        audit.Record(shop_pb2.Event(name=function.__name__))
        return function(*args)

    return wrapper


def pack(number):
    print("packing", number)


@audited
def start(number):
    Process(target=pack, args=(number,)).start()


if __name__ == "__main__":
    start(7)
