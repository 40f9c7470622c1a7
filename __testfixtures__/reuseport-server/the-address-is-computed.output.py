# options: --unsafe-fixes
import multiprocessing
import signal
import registry
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve():
    server = grpc.server(
        futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
    )  # expect: GFF201 fix=unsafe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(registry.next_address())
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    for worker in multiprocessing.active_children():
        worker.join()
