"""A Process subclass makes its server in __init__, which still runs in the parent."""
# workers: 3
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: nobody-answers
# after: unset
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


class Worker(multiprocessing.Process):
    def __init__(self, address):
        super().__init__()
        self.server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF201
        shop_pb2_grpc.add_StockServicer_to_server(Stock(), self.server)
        self.server.add_insecure_port(address)

    def run(self):
        self.server.start()
        self.server.wait_for_termination()


if __name__ == "__main__":
    workers = [Worker("[::]:" + os.environ["PORT"]) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
