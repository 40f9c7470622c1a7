import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import grpc

if __name__ == "__main__":
    server = grpc.server(ThreadPoolExecutor())  # expect: GFF202 error fork=10
    server.add_insecure_port("[::]:50051")
    server.start()
    shared = multiprocessing.Manager().dict()
    server.wait_for_termination()
