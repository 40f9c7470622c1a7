import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def render(sku):
    return sku.upper()


class Labels(shop_pb2_grpc.LabelsServicer):
    def __init__(self):
        self.executor = futures.ProcessPoolExecutor(2)

    def Render(self, request, context):
        return shop_pb2.Label(text=self.executor.submit(render, request.sku).result())


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=24
    shop_pb2_grpc.add_LabelsServicer_to_server(Labels(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
