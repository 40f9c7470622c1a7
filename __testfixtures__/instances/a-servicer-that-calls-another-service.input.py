from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Orders(shop_pb2_grpc.OrdersServicer):
    def __init__(self, prices):
        self.prices = shop_pb2_grpc.PricesStub(grpc.insecure_channel(prices))  # expect: GFF102 fork=29

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
