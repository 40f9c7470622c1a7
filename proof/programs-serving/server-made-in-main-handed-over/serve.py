"""Makes and binds the server in main() and hands it to each child."""
# workers: 3
# sigterm: nothing-left
# sigterm-all: nothing-left
# before: unset
# fails: nobody-answers
# after: unset
import os
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def serve(server, name):
    server.start()
    print("serving in", name)
    server.wait_for_termination()


def main():
    address = "[::]:" + os.environ["PORT"]
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF201
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port(address)
    workers = []
    for name in ("north", "south", "west"):
        worker = Process(target=serve, args=(server, name))
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
