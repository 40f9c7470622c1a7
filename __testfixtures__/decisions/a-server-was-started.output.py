import multiprocessing
import signal
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def wait():
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )  # expect: GFF201 error fork=20 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


def main():
    for _ in range(4):
        multiprocessing.Process(target=wait).start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    for worker in multiprocessing.active_children():
        worker.join()


if __name__ == "__main__":
    main()
