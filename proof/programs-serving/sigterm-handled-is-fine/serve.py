"""The parent watches its workers, replaces those that ended, and ends them when it must."""
# workers: 3
# one-killed: still-answers
# sigterm: finishes-calls
# sigterm-all: nothing-left
# fine: unset
import os
import signal
import sys
import time
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())

    def Watch(self, request, context):
        for _ in range(3):
            yield shop_pb2.Count(sku=request.sku, amount=os.getpid())
            time.sleep(0.1)


def serve():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def start():
    worker = Process(target=serve)
    worker.start()
    return worker


def main():
    workers = [start() for _ in range(3)]

    def stop(signum, frame):
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        time.sleep(0.2)
        # A worker that is just being forked is not yet among those to end.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
        workers = [worker if worker.is_alive() else start() for worker in workers]
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])


if __name__ == "__main__":
    main()
