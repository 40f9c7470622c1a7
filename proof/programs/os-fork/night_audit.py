"""Forks an auditor by hand and waits for it."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stub = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


def audit(sku):
    journal.saw(sku, stub.Level(shop_pb2.Item(sku=sku)))


def main():
    pid = os.fork()
    if pid == 0:
        audit("tea")
        os._exit(0)
    os.waitpid(pid, 0)
    audit("coffee")


main()
