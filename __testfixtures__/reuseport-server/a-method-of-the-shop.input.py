import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


class Shop:
    def __init__(self, address):
        self.address = address
        self.server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=safe
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), self.server)
        self.server.add_insecure_port(address)

    def work(self):
        self.server.start()
        self.server.wait_for_termination()

    def open(self):
        workers = [multiprocessing.Process(target=self.work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()


if __name__ == "__main__":
    Shop("[::]:50051").open()
