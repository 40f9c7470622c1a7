import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


import contextlib
import signal
import socket


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()


@contextlib.contextmanager
def reserve_port():
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(("", 0))
        yield reserved.getsockname()[1]


def main():
    with reserve_port() as port:
        workers = [multiprocessing.Process(target=serve, args=(port,)) for _ in range(4)]
        for worker in workers:
            worker.start()
        signal.signal(signal.SIGTERM, lambda *_: [worker.terminate() for worker in workers])
        for worker in workers:
            worker.join()


if __name__ == "__main__":
    main()
