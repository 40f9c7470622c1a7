import signal
import multiprocessing
import socket
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(f"[::]:{port}")  # expect: GFF205 warning fork=20 fix=safe
    server.start()
    server.wait_for_termination()


def _reserve_port():
    """Keeps a port for the workers, who bind it, too: this socket never listens."""
    for family in (socket.AF_INET6, socket.AF_INET):
        try:
            reserved = socket.socket(family, socket.SOCK_STREAM)
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            reserved.bind(("", 0))
        except OSError:
            continue
        if reserved.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT):
            return reserved
    raise RuntimeError("SO_REUSEPORT is not available")


if __name__ == "__main__":
    reserved = _reserve_port()
    port = reserved.getsockname()[1]
    workers = [multiprocessing.Process(target=serve, args=(port,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, lambda *_: [worker.terminate() for worker in workers])
