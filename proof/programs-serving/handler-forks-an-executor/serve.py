"""A handler makes an executor of processes for each call."""
# workers: 1
# calls: 3
# sigterm: nothing-left
# before: fork1 < 1.80
# after: fork1
# fix: unsafe
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


def weigh(sku):
    return len(sku) ** 2


def count(sku):
    with futures.ProcessPoolExecutor(2) as executor:
        return executor.submit(weigh, sku).result()


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        count(request.sku)
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF202
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
