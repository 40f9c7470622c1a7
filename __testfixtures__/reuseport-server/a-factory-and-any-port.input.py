import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def make_server():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    return server


if __name__ == "__main__":
    shop = make_server()

    def serve():
        shop.start()
        shop.wait_for_termination()

    shop.add_insecure_port("[::]:0")
    for _ in range(3):
        multiprocessing.Process(target=serve).start()
