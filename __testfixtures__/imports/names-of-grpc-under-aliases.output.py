import multiprocessing
import os

import shop_pb2
import shop_pb2_grpc as rpc
from grpc import insecure_channel as open_channel

_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = rpc.PricesStub(open_channel("prices:50051"))  # expect: GFF101
    return _prices_by_pid[pid]


def price(sku):
    print(get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.Process(target=price, args=("tea",)).start()
