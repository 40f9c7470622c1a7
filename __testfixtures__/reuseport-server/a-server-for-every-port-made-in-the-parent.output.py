import multiprocessing
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(port):
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )  # expect: GFF201 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for port in (50051, 50052):
        multiprocessing.Process(target=serve, args=(port,)).start()
    signal.signal(signal.SIGTERM, _terminate_workers)
