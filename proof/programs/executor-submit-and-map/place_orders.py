"""Places the orders of the day from a process pool."""
# parent: created
# steps: tea coffee cocoa
# before: fork0
# after: unset, fork0
import os
from concurrent.futures import ProcessPoolExecutor

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

orders = shop_pb2_grpc.OrdersStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


def place(sku):
    receipt = orders.Place(shop_pb2.Order(sku=sku, quantity=12))
    journal.saw(sku, receipt)
    return receipt.total


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        first = executor.submit(place, "tea")
        print(first.result(), list(executor.map(place, ["coffee", "cocoa"])))


if __name__ == "__main__":
    main()
