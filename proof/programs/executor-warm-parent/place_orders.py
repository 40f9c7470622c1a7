"""Places a first order itself; the executor forks only when it gets its first task."""
# parent: warm
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import concurrent.futures
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
orders = shop_pb2_grpc.OrdersStub(grpc.insecure_channel(SHOP))  # expect: GFF101


def place(sku):
    receipt = orders.Place(shop_pb2.Order(sku=sku, quantity=1))
    journal.saw(sku, receipt)


def main():
    executor = concurrent.futures.ProcessPoolExecutor(2)
    place("sugar")
    for order in [executor.submit(place, sku) for sku in ("tea", "coffee")]:
        order.result()
    executor.shutdown()


if __name__ == "__main__":
    main()
