import multiprocessing
import os
from concurrent import futures

import grpc

import shop_pb2_grpc

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301 warning fix=busy-parent


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return None


def count(sku):
    print(sku)


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())  # expect: GFF202 error fork=26 fix=unsafe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    multiprocessing.Process(target=count, args=("tea",)).start()
    server.wait_for_termination()
