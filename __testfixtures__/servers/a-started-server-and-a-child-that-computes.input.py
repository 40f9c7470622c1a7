import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def count(sku):
    print(sku)


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=24
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    multiprocessing.Process(target=count, args=("tea",)).start()
    server.wait_for_termination()
