"""Misplaced options beside a list of options that stands where it must."""
# workers: 2
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: ended
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
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=4),
        options=[
            ("grpc.max_send_message_length", 1 << 20),
            ("grpc.max_receive_message_length", 1 << 20),
        ],
    )
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"], options=[("grpc.so_reuseport", 1)])  # expect: GFF204(safe)
    server.start()
    server.wait_for_termination()


def main():
    workers = [multiprocessing.Process(target=serve) for _ in range(2)]  # expect: GFF206
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
