import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(address):
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port(address)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    multiprocessing.Process(target=serve, args=("[::]:50051",)).start()
    multiprocessing.Process(target=serve, args=("[::]:50052",)).start()
