"""Every name on the way from the channel to the call is an alias."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import multiprocessing as mp

import connection as c
import journal
import shop_pb2 as pb
from connection import stub as orders


def sell(sku):
    journal.saw(sku, orders.Place(pb.Order(sku=sku, quantity=1)))


def sell_directly(sku):
    journal.saw(sku, c.stub.Place(pb.Order(sku=sku, quantity=1)))


if __name__ == "__main__":
    for target, sku in ((sell, "tea"), (sell_directly, "coffee")):
        clerk = mp.Process(target=target, args=(sku,))
        clerk.start()
        clerk.join()
