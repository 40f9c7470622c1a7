import multiprocessing
import signal
import socket
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(), options=(("grpc.so_reuseport", 1),))
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def stop(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(("", 0))
        workers = [multiprocessing.Process(target=serve, args=(reserved.getsockname()[1],)) for _ in range(4)]
        for worker in workers:
            worker.start()
        signal.signal(signal.SIGTERM, stop)
        for worker in workers:
            worker.join()
