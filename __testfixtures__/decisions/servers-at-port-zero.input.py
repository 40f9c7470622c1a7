import signal
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:0")  # expect: GFF205 warning fork=20 fix=safe
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [multiprocessing.Process(target=serve) for _ in range(4)]
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, lambda *_: [worker.terminate() for worker in workers])
