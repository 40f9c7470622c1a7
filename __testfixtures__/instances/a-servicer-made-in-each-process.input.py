from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Orders(shop_pb2_grpc.OrdersServicer):
    def __init__(self, prices):
        self.prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(prices))

    def Order(self, request, context):
        price = self.prices.GetPrice(shop_pb2.PriceRequest(sku=request.sku))
        return shop_pb2.OrderReply(cents=price.cents)


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=(("grpc.so_reuseport", 1),))
    shop_pb2_grpc.add_OrdersServicer_to_server(Orders("prices:50051"), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    workers = [Process(target=serve, args=(50060,)) for _ in range(4)]  # expect: GFF206 warning
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
