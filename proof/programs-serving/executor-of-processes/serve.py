"""Gives grpc an executor of processes, to which no call can be handed."""
# workers: 1
# sigterm: nothing-left
# before: unset
# fails: nobody-answers
# fix: none
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def main():
    server = grpc.server(futures.ProcessPoolExecutor(max_workers=4))  #   # expect: GFF202
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
