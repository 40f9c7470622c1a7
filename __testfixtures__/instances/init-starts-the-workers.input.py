from multiprocessing import Process, Queue

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(queue, stock):
    while True:
        stock.Count(shop_pb2.Item(sku=queue.get()))


class Counters:
    """Its workers are there as soon as it is made, and this library does not make one."""

    def __init__(self, workers, address):
        self.stock = StockStub(grpc.insecure_channel(address))  # expect: GFF102 warning fork=21
        self.queue = Queue()
        for _ in range(workers):
            Process(target=count, args=(self.queue, self.stock)).start()

    def put(self, sku):
        self.queue.put(sku)
