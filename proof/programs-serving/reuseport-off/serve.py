"""Says that the port is not shared, so that only the first worker gets it."""
# workers: 3
# sigterm: nothing-left
# before: unset
# fails: few-answer
# after: unset
import multiprocessing
import os
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.so_reuseport", 0)])  # expect: GFF203
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(1))
    server.wait_for_termination()


def stop_workers(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()


def main():
    workers = [multiprocessing.Process(target=serve) for _ in range(3)]
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, stop_workers)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
