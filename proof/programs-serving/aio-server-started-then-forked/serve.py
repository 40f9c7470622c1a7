"""Starts an asyncio server and forks the workers, which only wait."""
# workers: 3
# sigterm: nothing-left
# before: unset
# fails: few-answer
# fix: none
import asyncio
import multiprocessing
import os

import grpc

import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    async def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=os.getpid())


def work(server):
    asyncio.run(server.wait_for_termination())


async def main():
    server = grpc.aio.server()  # expect: GFF201
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    server.add_insecure_port("[::]:" + os.environ["PORT"])
    await server.start()
    for _ in range(2):
        multiprocessing.Process(target=work, args=(server,), daemon=True).start()
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(main())
