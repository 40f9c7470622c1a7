# options: --unsafe-fixes
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(number):
    print("worker", number)
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:0")  # expect: GFF205 warning fix=safe
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = []
    for number in range(4):
        worker = multiprocessing.Process(target=serve, args=(number,))  # expect: GFF206 warning fix=unsafe
        workers.append(worker)
        worker.start()
    for worker in workers:
        worker.join()
