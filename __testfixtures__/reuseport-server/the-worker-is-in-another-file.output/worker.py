import signal
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve(number, port):
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(number), server)
    server.add_insecure_port(f"[::]:{port}")  # expect: GFF205 fix=safe
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()
