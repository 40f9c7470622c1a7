"""One process serves with a pool of threads."""
# workers: 1
# sigterm: finishes-calls
# sigint: nothing-left
# fine: unset
import os
import signal
import time
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())

    def Watch(self, request, context):
        for _ in range(3):
            yield shop_pb2.Count(sku=request.sku, amount=os.getpid())
            time.sleep(0.1)


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


if __name__ == "__main__":
    main()
