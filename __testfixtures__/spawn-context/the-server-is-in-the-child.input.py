import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Labels(shop_pb2_grpc.LabelsServicer):
    def Render(self, request, context):
        return shop_pb2.Label(text=request.sku)


def render(sku):
    return sku.upper()


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_LabelsServicer_to_server(Labels(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=serve).start()
    pool = multiprocessing.Pool(2)
    print(pool.map(render, ["tea", "milk"]))
