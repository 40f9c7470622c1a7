import os
from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc

_prices_by_pid = {}


def get_prices():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _prices_by_pid:
        _prices_by_pid[pid] = shop_pb2_grpc.PricesStub(
            grpc.insecure_channel("prices:50051")
        )  # expect: GFF101 fork=27
    return _prices_by_pid[pid]


class Orders(shop_pb2_grpc.OrdersServicer):
    def Order(self, request, context):
        price = get_prices().GetPrice(shop_pb2.PriceRequest(sku=request.sku))
        return shop_pb2.OrderReply(cents=price.cents)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50050")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    Process(target=serve).start()
