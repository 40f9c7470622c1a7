"""Hands a bound server to each child by keyword."""
# workers: 2
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


def serve(shelf, server=None):
    print("counting", shelf)
    server.start()
    server.wait_for_termination()


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF201
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("0.0.0.0:%s" % os.environ["PORT"])
    workers = [
        multiprocessing.Process(target=serve, kwargs={"shelf": shelf, "server": server}) for shelf in ("tea", "coffee")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
