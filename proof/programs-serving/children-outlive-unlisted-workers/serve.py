"""The parent keeps no list of its workers and ends with its last line; SIGTERM ends it, not them."""
# workers: 3
# sigterm: finishes-calls
# sigterm-all: nothing-left
# sigint: nothing-left
# before: unset
# fails: leaves-children
# after: unset
# fix: unsafe
import os
import time
from concurrent import futures
from multiprocessing import Process

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
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    for _ in range(3):
        Process(target=serve).start()  # expect: GFF206
