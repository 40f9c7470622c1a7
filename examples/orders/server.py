"""The order service: knows the prices and keeps the totals."""

import os
from concurrent import futures

import grpc

import orders_pb2
import orders_pb2_grpc

PRICES = {"tea": 450, "milk": 120, "bread": 310}


class Orders(orders_pb2_grpc.OrdersServicer):
    def __init__(self):
        self.totals = {}

    def GetPrice(self, request, context):
        if request.sku not in PRICES:
            context.abort(grpc.StatusCode.NOT_FOUND, f"no article {request.sku!r}")
        return orders_pb2.Price(sku=request.sku, cents=PRICES[request.sku])

    def SetTotal(self, request, context):
        self.totals[request.order] = request.cents
        return orders_pb2.Receipt(order=request.order)


def serve(address):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port(address)
    server.start()
    print("serving on", address, flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    serve(os.environ.get("ORDERS_ADDRESS", "localhost:50051"))
