"""The child runs a method of an object that the parent connected."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


class Robot:
    def __init__(self, target, shelf):
        self.shelf = shelf
        self.channel = grpc.insecure_channel(target)  # expect: GFF102
        self.stock = shop_pb2_grpc.StockStub(self.channel)

    def start(self):
        self.process = Process(target=self.work)
        self.process.start()

    def work(self):
        journal.saw(self.shelf, self.stock.Level(shop_pb2.Item(sku=self.shelf)))


def main():
    robots = [Robot(os.environ["SHOP"], shelf) for shelf in ("tea", "coffee")]
    for robot in robots:
        robot.start()
    for robot in robots:
        robot.process.join()


if __name__ == "__main__":
    main()
