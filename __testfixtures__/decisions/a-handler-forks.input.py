import multiprocessing
from concurrent import futures

import grpc

import shop_pb2_grpc
from prices import Prices


def render(sku):
    return sku.upper()


class Labels(shop_pb2_grpc.LabelsServicer):
    def Render(self, request, context):
        with multiprocessing.Pool(2) as pool:
            return pool.map(render, ["tea", "milk"])


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=16 fix=unsafe
    shop_pb2_grpc.add_LabelsServicer_to_server(Labels(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
