import os
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class _PerProcess:
    """Makes its object in each process: gRPC objects must not cross a fork."""

    def __init__(self, make, *args, **kwargs):
        self._make, self._args, self._kwargs = make, args, kwargs
        self._by_pid = {}

    def _get(self):
        pid = os.getpid()
        if pid not in self._by_pid:
            self._by_pid[pid] = self._make(*self._args, **self._kwargs)
        return self._by_pid[pid]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._get(), name)


class Orders(shop_pb2_grpc.OrdersServicer):
    def __init__(self, prices):
        self.prices = _PerProcess(
            shop_pb2_grpc.PricesStub, _PerProcess(grpc.insecure_channel, prices)
        )  # expect: GFF102 fork=29

    def Order(self, request, context):
        price = self.prices.GetPrice(shop_pb2.PriceRequest(sku=request.sku))
        return shop_pb2.OrderReply(cents=price.cents)

    def serve(self, port):
        server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
        shop_pb2_grpc.add_OrdersServicer_to_server(self, server)
        server.add_insecure_port(f"[::]:{port}")
        server.start()
        server.wait_for_termination()


if __name__ == "__main__":
    for port in (50061, 50062):
        orders = Orders("prices:50051")
        Process(target=orders.serve, args=(port,)).start()
