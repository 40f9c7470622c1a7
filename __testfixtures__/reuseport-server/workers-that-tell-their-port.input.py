# options: --unsafe-fixes
import multiprocessing
import signal
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def serve(queue):
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    port = server.add_insecure_port("127.0.0.1:0")  # expect: GFF205 fix=unsafe
    server.start()
    queue.put(port)
    server.wait_for_termination()


def stop(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    for _ in range(4):
        worker = multiprocessing.Process(target=serve, args=(queue,))
        worker.start()
        print(queue.get())
    signal.signal(signal.SIGTERM, stop)
