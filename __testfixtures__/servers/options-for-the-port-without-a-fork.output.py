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
        futures.ThreadPoolExecutor(), options=(("grpc.max_receive_message_length", 1 << 20),)
    )
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")  # expect: GFF204 error
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
