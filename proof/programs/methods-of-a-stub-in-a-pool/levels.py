"""A pool maps a method of the parent's stub, which cannot be pickled."""
# steps: tea coffee
# before: unset, fork0
# after: unset, fork0
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF102


def main():
    skus = ["tea", "coffee"]
    with Pool(2) as pool:
        counts = pool.map(stock.Level, [shop_pb2.Item(sku=sku) for sku in skus])
    for sku, count in zip(skus, counts):
        journal.saw(sku, count)


if __name__ == "__main__":
    main()
