import multiprocessing
import argparse
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    args = parser.parse_args()
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF201 fix=safe

    def serve():
        server.start()
        server.wait_for_termination()

    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:{}".format(args.port))
    workers = []
    for _ in range(4):
        worker = multiprocessing.Process(target=serve, daemon=True)
        workers.append(worker)
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
