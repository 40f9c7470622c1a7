"""Asks for fork support before anything else, so that children may be forked while a stream is open."""
# steps: everything tea coffee
# fine: unset
import multiprocessing
import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]


def count(sku):
    with grpc.insecure_channel(SHOP) as channel:
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    channel = grpc.insecure_channel(SHOP)
    watching = shop_pb2_grpc.StockStub(channel).Watch(shop_pb2.Item(sku="everything"))
    journal.saw("everything", next(watching))
    counters = [multiprocessing.Process(target=count, args=(sku,)) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    watching.cancel()
    channel.close()


if __name__ == "__main__":
    main()
