"""Computes the totals of many orders, in several processes."""

import argparse
import multiprocessing

import orders_pb2
from pricing import price_of, stub

ORDERS = {
    1: {"tea": 2, "milk": 1},
    2: {"bread": 3},
    3: {"tea": 1, "bread": 1, "milk": 4},
    4: {"milk": 12},
}


def settle(order):
    """Runs in a worker: adds up an order and tells the service."""
    cents = sum(price_of(sku) * count for sku, count in ORDERS[order].items())
    stub.SetTotal(orders_pb2.Total(order=order, cents=cents), timeout=5)
    return order, cents


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--quote", metavar="SKU", help="ask for this price first, in the parent")
    options = parser.parse_args()

    if options.quote:
        print(f"{options.quote} costs {price_of(options.quote)}")
    with multiprocessing.Pool(options.workers) as pool:
        for order, cents in pool.imap_unordered(settle, ORDERS):
            print(f"order {order}: {cents}")


if __name__ == "__main__":
    main()
