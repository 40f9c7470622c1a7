import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def start():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 error fix=unsupported-shape
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    return server


def serve():
    start().wait_for_termination()


if __name__ == "__main__":
    own = start()
    multiprocessing.Process(target=serve).start()
    own.wait_for_termination()
