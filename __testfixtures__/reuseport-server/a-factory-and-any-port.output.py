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


def make_server():
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )  # expect: GFF201 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    return server


def _terminate_workers(*_):
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
    def serve(port):
        shop = make_server()
        shop.add_insecure_port(f"[::]:{port}")
        shop.start()
        signal.signal(signal.SIGTERM, lambda *_: shop.stop(10))
        shop.wait_for_termination()

    reserved = _reserve_port()
    port = reserved.getsockname()[1]
    for _ in range(3):
        multiprocessing.Process(target=serve, args=(port,)).start()
    signal.signal(signal.SIGTERM, _terminate_workers)
