import multiprocessing
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


class Shop:
    def __init__(self, address):
        self.address = address

    def work(self):
        self.server = grpc.server(
            futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
        )  # expect: GFF201 fix=safe
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), self.server)
        self.server.add_insecure_port(self.address)
        self.server.start()
        signal.signal(signal.SIGTERM, lambda *_: self.server.stop(10))
        self.server.wait_for_termination()

    def open(self):
        workers = [multiprocessing.Process(target=self.work) for _ in range(4)]
        for worker in workers:
            worker.start()
        signal.signal(signal.SIGTERM, _terminate_workers)
        for worker in workers:
            worker.join()


if __name__ == "__main__":
    Shop("[::]:50051").open()
