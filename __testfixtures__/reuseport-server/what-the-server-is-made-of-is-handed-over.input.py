import multiprocessing
import time
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


def run(number, shop_server, name="worker"):
    print(name, number)
    shop_server.start()
    shop_server.wait_for_termination()


def main(address, credentials=None):
    prices = Prices()
    pool = futures.ThreadPoolExecutor(max_workers=8)
    server = grpc.server(pool, options=[("grpc.max_concurrent_streams", 10)])  # expect: GFF201 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(prices, server)
    if credentials is None:
        server.add_insecure_port(address)
    else:
        server.add_secure_port(address, credentials)
    print("starting workers")
    for number in range(4):
        worker = multiprocessing.Process(target=run, args=(number, server), kwargs={"name": "prices"})
        worker.start()
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        server.stop(0)


if __name__ == "__main__":
    main("[::]:50051")
