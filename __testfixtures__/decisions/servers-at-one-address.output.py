import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve():
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )  # expect: GFF203 warning fork=19 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [multiprocessing.Process(target=serve) for _ in range(4)]  # expect: GFF206 warning fix=unsafe
    for worker in workers:
        worker.start()
