"""A Process whose __init__ connects: that part still runs in the parent."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import multiprocessing
import os

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


class Counter(multiprocessing.Process):
    def __init__(self, target, sku):
        super().__init__(daemon=True)
        self.sku = sku
        self.stub = shop_pb2_grpc.StockStub(grpc.insecure_channel(target))  # expect: GFF102

    def run(self):
        journal.saw(self.sku, self.stub.Level(shop_pb2.Item(sku=self.sku)))


if __name__ == "__main__":
    counters = [Counter(os.environ["SHOP"], sku) for sku in ("tea", "coffee")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
