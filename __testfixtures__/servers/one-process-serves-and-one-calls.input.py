import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("localhost:50051")
    server.start()
    server.wait_for_termination()


def ask():
    with grpc.insecure_channel("localhost:50051") as channel:
        print(shop_pb2_grpc.PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku="tea")))


if __name__ == "__main__":
    server = multiprocessing.Process(target=serve)
    client = multiprocessing.Process(target=ask)
    server.start()
    client.start()
    client.join()
    server.terminate()
