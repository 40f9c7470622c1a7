import asyncio
import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=120)


server = grpc.aio.server()  # expect: GFF201 fix=aio
shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
server.add_insecure_port("[::]:50051")


async def run():
    await server.start()
    await server.wait_for_termination()


def serve():
    asyncio.run(run())


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
