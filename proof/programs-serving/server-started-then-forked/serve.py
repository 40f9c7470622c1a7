"""Starts the server and forks the workers, which only wait."""
# workers: 3
# sigterm: finishes-calls
# sigterm-all: nothing-left
# sigint: nothing-left
# before: unset
# fails: few-answer
# after: unset, fork0
import multiprocessing
import os
import time
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())

    def Watch(self, request, context):
        for _ in range(3):
            yield shop_pb2.Count(sku=request.sku, amount=os.getpid())
            time.sleep(0.1)


def work(server):
    server.wait_for_termination()


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF201
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    for _ in range(3):
        worker = multiprocessing.Process(target=work, args=(server,))
        worker.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
