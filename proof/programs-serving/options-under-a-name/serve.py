"""The options have a name of their own; one of them says that the port is not shared."""
# workers: 2
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

OPTIONS = (
    ("grpc.max_concurrent_streams", 100),
    ("grpc.so_reuseport", 0),
)


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=OPTIONS)  # expect: GFF203
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(1))
    server.wait_for_termination()


def stop_workers(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for _ in range(2):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, stop_workers)
