import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


class Gateway:
    def add_insecure_port(self, address, options=None):
        print(address, options)


if __name__ == "__main__":
    gateway = Gateway()
    gateway.add_insecure_port("[::]:50051", options=[("grpc.so_reuseport", 1)])
    multiprocessing.Process(target=print).start()
