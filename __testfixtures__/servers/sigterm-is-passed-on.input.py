import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


import signal

OPTIONS = (("grpc.so_reuseport", 1),)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(), options=OPTIONS)
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def main():
    workers = [multiprocessing.Process(target=serve) for _ in range(4)]
    for worker in workers:
        worker.start()

    def stop(signum, frame):
        for worker in workers:
            worker.terminate()

    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, stop)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
