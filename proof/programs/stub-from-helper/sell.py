"""A helper makes the stub, an annotated global keeps it."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from multiprocessing import get_context

import grpc

import journal
import shop_pb2
from shop_pb2_grpc import OrdersStub


def connect() -> OrdersStub:
    return OrdersStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


orders: OrdersStub = connect()


def sell(sku: str) -> int:
    receipt = orders.Place(shop_pb2.Order(sku=sku, quantity=1))
    journal.saw(sku, receipt)
    return receipt.total


def main() -> None:
    context = get_context("fork")
    with context.Pool(2) as pool:
        print(sum(pool.map(sell, ["tea", "coffee"])))


if __name__ == "__main__":
    main()
