import contextlib
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


@contextlib.contextmanager
def running(port):
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=30
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    try:
        yield server
    finally:
        server.stop(None)


def count(sku):
    print(sku)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("milk",)).start()
    with running(50051):
        multiprocessing.Process(target=count, args=("tea",)).start()
    multiprocessing.Process(target=count, args=("bread",)).start()
