import multiprocessing
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


class Worker(multiprocessing.Process):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def run(self):
        self.server = grpc.server(
            futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
        )  # expect: GFF201 fix=safe
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), self.server)
        self.server.add_insecure_port("[::]:50051")
        print("worker", self.number)
        self.server.start()
        signal.signal(signal.SIGTERM, lambda *_: self.server.stop(10))
        self.server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


def main():
    workers = [Worker(number) for number in range(3)]
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
