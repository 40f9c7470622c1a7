"""Starts a process beside its server once it serves."""
# workers: 1
# sigterm: nothing-left
# before: fork1 < 1.80
# after: fork1
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


def take_stock(shelves):
    print("there are", sum(len(shelf) for shelf in shelves))


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF202
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    clerk = multiprocessing.Process(target=take_stock, args=(["tea", "coffee"],))
    clerk.start()
    clerk.join()
    if clerk.exitcode != 0:
        raise SystemExit(f"no stocktaking: {clerk.exitcode}")
    server.wait_for_termination()


if __name__ == "__main__":
    main()
