import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"

import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def count(sku):
    print(sku)


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=21
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    multiprocessing.Process(target=count, args=("tea",)).start()
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
