"""Binds port 0 in each worker, so that each gets a port of its own, which nobody knows."""
# workers: 3
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: other-port
# after: unset
# fix: unsafe
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:0")  # expect: GFF205(safe)
    server.start()
    server.wait_for_termination()


def main():
    workers = []
    for _ in range(3):
        worker = multiprocessing.Process(target=serve)  # expect: GFF206
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
