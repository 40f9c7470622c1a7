"""Says that fork support is on, in a word that grpc does not take."""
# steps: everything tea coffee
# before: unset < 1.80
# after: unset, fork0
import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "on"  # expect: GFF304

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
OWN_CONNECTION = [("grpc.use_local_subchannel_pool", 1)]


def count(sku):
    with grpc.insecure_channel(SHOP, options=OWN_CONNECTION) as channel:
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    channel = grpc.insecure_channel(SHOP)  # expect: GFF104 GFF304
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
