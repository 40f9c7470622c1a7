import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=safe
shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
server.add_insecure_port("[::]:50051")


def serve():
    """Runs in each worker."""
    server.start()
    server.wait_for_termination()


def main():
    workers = [multiprocessing.Process(target=serve) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
