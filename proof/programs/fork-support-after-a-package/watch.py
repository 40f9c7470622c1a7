"""Asks for fork support after a module that imports grpc."""
# steps: everything tea coffee
# before: unset < 1.80, fork0 >= 1.80
# after: unset, fork0
import multiprocessing
import os

import clients
import journal

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301


def count(sku):
    with clients.open_channel() as channel:
        journal.saw(sku, clients.level(channel, sku))


def main():
    with clients.open_channel() as channel:
        watching = clients.watch(channel)
        journal.saw("everything", next(watching))
        counters = [multiprocessing.Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
        for counter in counters:
            counter.start()
        for counter in counters:
            counter.join()
        watching.cancel()


if __name__ == "__main__":
    main()
