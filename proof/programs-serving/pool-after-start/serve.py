"""Makes its pool once it serves, where before would do."""
# workers: 1
# sigterm: nothing-left
# before: fork1 < 1.80
# fails: nobody-answers
# after: fork1
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


def weigh(sku):
    return len(sku) ** 2


pool = None


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        print("weighs", pool.apply(weigh, (request.sku,)))
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def main():
    global pool
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF202
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    pool = multiprocessing.Pool(2)
    server.wait_for_termination()


if __name__ == "__main__":
    main()
