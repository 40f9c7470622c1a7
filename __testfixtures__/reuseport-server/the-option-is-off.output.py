import multiprocessing
import signal
import sys
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc

OPTIONS = (
    ("grpc.max_send_message_length", 1 << 24),
    ("grpc.so_reuseport", 1),
)


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(), options=OPTIONS)  # expect: GFF203 error fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


def stop(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()
    sys.exit(0)


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, stop)
