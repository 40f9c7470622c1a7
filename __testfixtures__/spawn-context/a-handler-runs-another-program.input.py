import subprocess
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Labels(shop_pb2_grpc.LabelsServicer):
    def Render(self, request, context):
        done = subprocess.run(["label", request.sku], capture_output=True, text=True)
        return shop_pb2.Label(text=done.stdout)


def render(sku):
    return sku.upper()


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())
    shop_pb2_grpc.add_LabelsServicer_to_server(Labels(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
