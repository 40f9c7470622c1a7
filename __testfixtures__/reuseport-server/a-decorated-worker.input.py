import functools
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def logged(function):
    @functools.wraps(function)
    def inner(*args):
        print("starting", function.__name__)
        return function(*args)

    return inner


@logged
def serve(server):
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=unsupported-shape
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    for _ in range(4):
        multiprocessing.Process(target=serve, args=(server,)).start()
