from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def serve(number):
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(number), server)
    server.add_insecure_port("[::]:0")  # expect: GFF205 fix=safe
    server.start()
    server.wait_for_termination()
