"""One stub per branch of the shop, in a dict."""
# parent: created
# steps: north south
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Pool

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]

BRANCHES = {
    "north": shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP)),  # expect: GFF101
    "south": shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP)),  # expect: GFF101
}


def count(branch):
    reply = BRANCHES[branch].Level(shop_pb2.Item(sku=branch))
    journal.saw(branch, reply)
    return reply.amount


def main():
    with Pool(2) as pool:
        print(pool.map(count, ["north", "south"]))


if __name__ == "__main__":
    main()
