import multiprocessing
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
        self.server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=safe
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), self.server)
        self.server.add_insecure_port("[::]:50051")

    def run(self):
        print("worker", self.number)
        self.server.start()
        self.server.wait_for_termination()


def main():
    workers = [Worker(number) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
