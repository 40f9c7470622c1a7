import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


import threading


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=33
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    while True:
        print("serving")


def count(sku):
    print(sku)


if __name__ == "__main__":
    threading.Thread(target=serve, daemon=True).start()
    multiprocessing.Process(target=count, args=("tea",)).start()
