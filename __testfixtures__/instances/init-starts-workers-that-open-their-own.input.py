from multiprocessing import Process, Queue

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(queue, address):
    stock = StockStub(grpc.insecure_channel(address))
    while True:
        stock.Count(shop_pb2.Item(sku=queue.get()))


class Counters:
    def __init__(self, workers, address):
        self.queue = Queue()
        for _ in range(workers):
            Process(target=count, args=(self.queue, address)).start()
        self.stock = StockStub(grpc.insecure_channel(address))

    def put(self, sku):
        self.queue.put(sku)
