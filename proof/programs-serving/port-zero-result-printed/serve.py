"""Binds port 0 on the loopback in each worker and says which port it got."""
# workers: 3
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: other-port
# after: unset
# fix: unsafe
import os
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def serve(name):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    port = server.add_insecure_port("127.0.0.1:0")  # expect: GFF205
    server.start()
    print(f"{name} serves on port {port}")
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [Process(target=serve, args=(name,)) for name in ("north", "south", "west")]  # expect: GFF206
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
