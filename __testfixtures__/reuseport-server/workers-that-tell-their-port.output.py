# options: --unsafe-fixes
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


def serve(queue, shared_port):
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    port = server.add_insecure_port(f"127.0.0.1:{shared_port}")  # expect: GFF205 fix=unsafe
    server.start()
    queue.put(port)
    server.wait_for_termination()


def stop(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


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
    queue = multiprocessing.Queue()
    reserved = _reserve_port()
    shared_port = reserved.getsockname()[1]
    for _ in range(4):
        worker = multiprocessing.Process(target=serve, args=(queue, shared_port))
        worker.start()
        print(queue.get())
    signal.signal(signal.SIGTERM, stop)
