import multiprocessing
import signal
import sys
import time
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def run(number, name="worker", *, prices, credentials, address):
    pool = futures.ThreadPoolExecutor(max_workers=8)
    shop_server = grpc.server(
        pool, options=[("grpc.max_concurrent_streams", 10), ("grpc.so_reuseport", 1)]
    )  # expect: GFF201 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(prices, shop_server)
    if credentials is None:
        shop_server.add_insecure_port(address)
    else:
        shop_server.add_secure_port(address, credentials)
    print(name, number)
    shop_server.start()
    signal.signal(signal.SIGTERM, lambda *_: shop_server.stop(10))
    shop_server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()
    sys.exit(0)


def main(address, credentials=None):
    prices = Prices()
    print("starting workers")
    for number in range(4):
        worker = multiprocessing.Process(
            target=run,
            args=(number,),
            kwargs={
                "name": "prices", "prices": prices, "credentials": credentials, "address": address
            },
        )
        worker.start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main("[::]:50051")
