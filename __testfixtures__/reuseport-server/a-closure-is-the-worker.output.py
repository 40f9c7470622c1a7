import multiprocessing
import argparse
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    args = parser.parse_args()

    def serve():
        server = grpc.server(
            futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)]
        )  # expect: GFF201 fix=safe
        shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
        server.add_insecure_port("[::]:{}".format(args.port))
        server.start()
        signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
        server.wait_for_termination()

    workers = []
    for _ in range(4):
        worker = multiprocessing.Process(target=serve, daemon=True)
        workers.append(worker)
        worker.start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
