import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Labels(shop_pb2_grpc.LabelsServicer):
    def __init__(self, pool):
        self.pool = pool

    def Render(self, request, context):
        return shop_pb2.Label(text=self.pool.apply(render, (request.sku,)))


def render(sku):
    return sku.upper()


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_LabelsServicer_to_server(Labels(pool), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
