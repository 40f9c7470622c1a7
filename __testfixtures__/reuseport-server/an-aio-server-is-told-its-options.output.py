import asyncio
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


async def run():
    server = grpc.aio.server(options=[("grpc.so_reuseport", 1)])  # expect: GFF203 fix=safe
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    server.add_insecure_port("[::]:50051")
    await server.start()
    await server.wait_for_termination()


def serve():
    asyncio.run(run())


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()  # expect: GFF206 fix=aio
