"""A server in each process; the option stands where grpc does not take it, and nobody ends the children."""
# workers: 3
# one-killed: still-answers
# sigterm: finishes-calls
# sigterm-all: nothing-left
# sigint: nothing-left
# before: unset
# fails: ended
# after: unset
# fix: unsafe
from concurrent import futures
import multiprocessing
import os
import time

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


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port('[::]:%s' % os.environ['PORT'], options=[('grpc.so_reuseport', 1)])  # expect: GFF204(safe)
    server.start()
    server.wait_for_termination()


if __name__ == '__main__':
    for _ in range(3):
        p = multiprocessing.Process(target=serve)  # expect: GFF206
        p.start()
