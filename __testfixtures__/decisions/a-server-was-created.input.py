import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 warning fork=21 fix=safe
shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)


def serve():
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [multiprocessing.Process(target=serve) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
