import multiprocessing
import os

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


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


_stub = None


def get_stub():
    global _stub
    if _stub is None:
        _stub = _PerProcess(
            PricesStub,
            _PerProcess(
                grpc.insecure_channel,
                "prices:50051",
                options=[("grpc.use_local_subchannel_pool", 1)],
            ),
        )  # expect: GFF101 fork=23
    return _stub


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    pool = multiprocessing.Pool(4, maxtasksperchild=1)
    print(price("bread"))
    print(pool.map(price, ["tea", "milk"]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
