import threading
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


LIMITS = [
    ("grpc.max_send_message_length", 1 << 24),
    ("grpc.max_receive_message_length", 1 << 24),
]


def serve(credentials):
    server = grpc.server(
        futures.ThreadPoolExecutor(),
        options=(("grpc.max_concurrent_streams", 100),),
    )
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051", options=LIMITS)  # expect: GFF204 fix=safe
    server.add_secure_port(  # expect: GFF204 fix=safe
        "[::]:50052",
        credentials,
        options=LIMITS,
    )
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve(grpc.ssl_server_credentials([]))
