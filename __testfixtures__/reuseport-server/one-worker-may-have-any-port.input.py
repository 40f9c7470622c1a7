import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(queue):
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    queue.put(server.add_insecure_port("[::]:0"))
    server.start()
    server.wait_for_termination()


def main():
    queue = multiprocessing.Queue()
    multiprocessing.Process(target=serve, args=(queue,)).start()
    print("listening on", queue.get())


if __name__ == "__main__":
    main()
