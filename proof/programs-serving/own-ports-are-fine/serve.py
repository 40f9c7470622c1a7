"""Each process serves a port of its own."""
# workers: 3
# addresses: 3
# sigterm: nothing-left
# sigterm-all: nothing-left
# fine: unset
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


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()


def main():
    first = int(os.environ["PORT"])
    workers = [multiprocessing.Process(target=serve, args=(port,)) for port in range(first, first + 3)]
    for worker in workers:
        worker.start()

    def stop(signum, frame):
        for worker in workers:
            worker.terminate()

    signal.signal(signal.SIGTERM, stop)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
