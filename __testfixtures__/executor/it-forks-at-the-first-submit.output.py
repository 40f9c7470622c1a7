import os
from concurrent.futures import ProcessPoolExecutor

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


prices = None


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    global prices
    with ProcessPoolExecutor(max_workers=2) as executor:
        prices = _PerProcess(
            PricesStub, _PerProcess(grpc.insecure_channel, "prices:50051")
        )  # expect: GFF101 fork=19
        print(executor.submit(price, "tea").result())


if __name__ == "__main__":
    main()
