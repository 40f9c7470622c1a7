"""A hand-written lazy getter that does not know of processes."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]

_stub = None


def get_stub():
    global _stub
    if _stub is None:
        _stub = shop_pb2_grpc.PricesStub(grpc.insecure_channel(SHOP))  # expect: GFF101
    return _stub


def quote(sku):
    price = get_stub().Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, price)
    return price.cents


def main():
    base = quote("sugar")
    with Pool(2) as pool:
        print([cents - base for cents in pool.map(quote, ["tea", "coffee"])])


if __name__ == "__main__":
    main()
