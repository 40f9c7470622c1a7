"""A handler starts a process for each call, which asks the same server for a price."""
# workers: 1
# calls: 3
# sigterm: nothing-left
# before: fork0
# after: unset, fork0
# fix: unsafe
import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc

ADDRESS = "127.0.0.1:" + os.environ["PORT"]


def weigh(sku):
    with grpc.insecure_channel(ADDRESS) as channel:
        prices = shop_pb2_grpc.PricesStub(channel)
        print(sku, prices.Quote(shop_pb2.Item(sku=sku)).cents)


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        worker = multiprocessing.Process(target=weigh, args=(request.sku,))
        worker.start()
        worker.join()
        if worker.exitcode != 0:
            raise RuntimeError(f"no price: {worker.exitcode}")
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


class Prices(shop_pb2_grpc.PricesServicer):
    def Quote(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=250)


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))  # expect: GFF202
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
