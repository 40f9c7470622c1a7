"""Makes and binds the server at import; each child starts it."""
# workers: 3
# one-killed: still-answers
# sigterm: finishes-calls
# sigterm-all: nothing-left
# sigint: nothing-left
# before: unset
# fails: nobody-answers
# after: unset
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

server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF201
shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
server.add_insecure_port(f"[::]:{os.environ['PORT']}")


def serve():
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [Process(target=serve) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
