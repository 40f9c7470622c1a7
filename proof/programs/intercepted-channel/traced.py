"""The channel has an interceptor, and the name is bound twice."""
# parent: created
# steps: tea coffee
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


class Trace(grpc.UnaryUnaryClientInterceptor):
    def intercept_unary_unary(self, continuation, details, request):
        print("calling", details.method)
        return continuation(details, request)


channel = grpc.insecure_channel(os.environ["SHOP"])  # expect: GFF101
channel = grpc.intercept_channel(channel, Trace())
orders = shop_pb2_grpc.OrdersStub(channel)


def place(sku):
    journal.saw(sku, orders.Place(shop_pb2.Order(sku=sku, quantity=3)))


if __name__ == "__main__":
    processes = [Process(target=place, args=(sku,)) for sku in ("tea", "coffee")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
