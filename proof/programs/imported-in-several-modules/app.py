"""Counts and quotes in children; each of its modules imports the clients in its own way."""
# parent: created
# steps: tea coffee sugar
# before: fork0
# after: unset, fork0
from multiprocessing import Process

import clients
import counting
import journal
import pricing
import shop_pb2


def main():
    children = [Process(target=counting.count, args=("tea",)), Process(target=pricing.quote, args=("coffee",))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    journal.saw("sugar", clients.stock.Level(shop_pb2.Item(sku="sugar")))


if __name__ == "__main__":
    main()
