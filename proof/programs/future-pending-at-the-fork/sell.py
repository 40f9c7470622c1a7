"""Has an order under way while children with channels of their own place others."""
# parent: in-flight
# steps: sugar tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset
# fix: unsafe
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def sell(sku):
    with grpc.insecure_channel(SHOP) as channel:  # expect: GFF103(safe)
        orders = shop_pb2_grpc.OrdersStub(channel)
        journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=1)))


def main():
    channel = grpc.insecure_channel(SHOP)  # expect: GFF104 GFF304
    sugar = shop_pb2_grpc.OrdersStub(channel).Place.future(shop_pb2.Order(sku="sugar", quantity=1))
    clerks = [multiprocessing.Process(target=sell, args=(sku,)) for sku in ("tea", "coffee")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    journal.saw("sugar", sugar.result())


if __name__ == "__main__":
    main()
