import os
from multiprocessing import Process

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


class PriceClient:
    def __init__(self, address):
        self._stub = _PerProcess(
            PricesStub, _PerProcess(grpc.insecure_channel, address)
        )  # expect: GFF102 fork=23

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def reprice(client, sku):
    print(sku, client.price(sku))


def main():
    client = PriceClient("prices:50051")
    Process(target=reprice, args=(client, "tea")).start()


if __name__ == "__main__":
    main()
