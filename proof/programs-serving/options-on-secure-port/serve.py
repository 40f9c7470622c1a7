"""The same option given to the port with TLS."""
# workers: 2
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: ended
# after: unset
# fix: unsafe
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def read(path):
    with open(path, "rb") as file:
        return file.read()


def serve():
    pair = (read(os.environ["SHOP_KEY"]), read(os.environ["SHOP_CERTIFICATE"]))
    credentials = grpc.ssl_server_credentials([pair])
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    address = "[::]:" + os.environ["PORT"]
    server.add_secure_port(address, credentials, options=(("grpc.so_reuseport", 1),))  # expect: GFF204(safe)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [multiprocessing.Process(target=serve) for _ in range(2)]  # expect: GFF206
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
