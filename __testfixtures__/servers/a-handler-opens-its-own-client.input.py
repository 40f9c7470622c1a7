from concurrent import futures
from multiprocessing import Process

import grpc

import shop_pb2
import shop_pb2_grpc


class Orders(shop_pb2_grpc.OrdersServicer):
    def Order(self, request, context):
        with grpc.insecure_channel("prices:50051") as channel:
            price = shop_pb2_grpc.PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=request.sku))
        return shop_pb2.OrderReply(cents=price.cents)


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50050")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    Process(target=serve).start()
