"""The parent looks into the stock first, then forks two auditors."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os
import sys

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
stub = shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP))  # expect: GFF101


def audit(sku):
    journal.saw(sku, stub.Level(shop_pb2.Item(sku=sku)))


def main():
    audit("sugar")
    children = []
    for sku in ("tea", "coffee"):
        pid = os.fork()
        if not pid:
            audit(sku)
            sys.stdout.flush()
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
