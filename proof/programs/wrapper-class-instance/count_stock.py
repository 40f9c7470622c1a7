"""A client object at module level; its class makes the channel in another file."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import journal
from client import Client

client = Client(os.environ["SHOP"])


def count(sku):
    journal.saw(sku, client.level(sku))


if __name__ == "__main__":
    counters = [Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
