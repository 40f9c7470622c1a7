import time
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


def main():
    worker = Process(target=serve, daemon=True)
    worker.start()
    time.sleep(1)
    with grpc.insecure_channel("localhost:50051") as channel:
        print(shop_pb2_grpc.PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku="tea")))


if __name__ == "__main__":
    main()
