import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def child(server):
    server.wait_for_termination()


def main():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 error fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    # Everybody knows this port.
    server.add_insecure_port("[::]:50051")
    server.start()

    for _ in range(2):
        multiprocessing.Process(target=child, args=(server,)).start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
