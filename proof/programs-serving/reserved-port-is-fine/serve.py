"""Forks first; each worker makes a server on the port that the parent reserved, and all end with it."""
# workers: 3
# one-killed: still-answers
# sigterm: finishes-calls
# sigterm-all: nothing-left
# sigint: nothing-left
# fine: unset, fork0
import contextlib
import multiprocessing
import os
import signal
import socket
import time
from concurrent import futures

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


@contextlib.contextmanager
def reserved_port():
    with socket.socket(socket.AF_INET6 if socket.has_dualstack_ipv6() else socket.AF_INET) as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(("", int(os.environ["PORT"])))
        yield reserved.getsockname()[1]


def serve(address):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=(("grpc.so_reuseport", 1),))
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port(address)
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def main():
    with reserved_port() as port:
        workers = [multiprocessing.Process(target=serve, args=(f"[::]:{port}",)) for _ in range(3)]
        for worker in workers:
            worker.start()

        def stop_workers(signum, frame):
            for worker in workers:
                worker.terminate()

        signal.signal(signal.SIGTERM, stop_workers)
        for worker in workers:
            worker.join()


if __name__ == "__main__":
    main()
