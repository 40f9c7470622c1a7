import multiprocessing
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
    )  # expect: GFF203 warning fork=24, GFF203 warning fork=26
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    first = multiprocessing.Process(target=serve)  # expect: GFF206 warning
    first.start()
    second = multiprocessing.Process(target=serve)  # expect: GFF206 warning
    second.start()
    first.join()
    second.join()
