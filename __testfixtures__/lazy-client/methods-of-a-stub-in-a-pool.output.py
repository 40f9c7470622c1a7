import os
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub


def main():
    orders = [shop_pb2.Order(number=number) for number in range(10)]
    with Pool() as pool:
        pool.map(_charge, orders)
        pool.apply_async(func=_refund_all, args=(shop_pb2.Empty(),)).get()


_stub_by_pid = {}


def get_stub():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = PaymentsStub(grpc.insecure_channel("payments:50051"))  # expect: GFF102 error fork=11 fix=safe
    return _stub_by_pid[pid]


def _charge(*args, **kwargs):
    # The child's own stub: what is looked up in the parent stays the parent's.
    return get_stub().Charge(*args, **kwargs)


def _refund_all(*args, **kwargs):
    # The child's own stub: what is looked up in the parent stays the parent's.
    return get_stub().RefundAll(*args, **kwargs)


if __name__ == "__main__":
    main()
