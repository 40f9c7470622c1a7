import os
from multiprocessing.managers import BaseManager

import grpc

import shop_pb2_grpc

_stock_by_pid = {}


def get_stock():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _stock_by_pid:
        _stock_by_pid[pid] = shop_pb2_grpc.StockStub(
            grpc.insecure_channel(
                "stock:50051", options=[("grpc.use_local_subchannel_pool", 1)]
            )
        )  # expect: GFF101 error fork=24 fix=safe
    return _stock_by_pid[pid]


class Stock:
    def count(self, sku):
        return get_stock().Count(sku)


class Shop(BaseManager):
    pass


Shop.register("Stock", Stock)

if __name__ == "__main__":
    print(Stock().count(b"tea"))
    shop = Shop()
    shop.start()
    print(shop.Stock().count(b"tea"))
