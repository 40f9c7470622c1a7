import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve(server):
    server.start()
    server.wait_for_termination()


def main():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 warning fork=20 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    for _ in range(4):
        multiprocessing.Process(target=serve, args=(server,)).start()


if __name__ == "__main__":
    main()
