"""Makes its pool once it serves, where before would do."""
# workers: 1
# sigterm: nothing-left
# before: fork1 < 1.80
# after: unset, fork1
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc

def weigh(sku):
    return len(sku) ** 2


class Stock(shop_pb2_grpc.StockServicer):
    def __init__(self):
        self.pool = None

    def Level(self, request, context):
        self.pool.apply(weigh, (request.sku,))
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def main():
    stock = Stock()
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    shop_pb2_grpc.add_StockServicer_to_server(stock, server)
    server.start()
    stock.pool = multiprocessing.Pool(2)  # expect: GFF202
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.wait_for_termination()


if __name__ == "__main__":
    main()
