import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(server):
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    servers = []
    for port in (50051, 50052):
        server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=captured-value
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
        server.add_insecure_port(f"[::]:{port}")
        servers.append(server)
        multiprocessing.Process(target=serve, args=(server,)).start()
    print(len(servers))
