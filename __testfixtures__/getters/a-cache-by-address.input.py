from functools import lru_cache
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


@lru_cache(maxsize=8)
def get_stub(address):
    return StockStub(grpc.insecure_channel(address))


def recount(address):
    get_stub(address).Recount(shop_pb2.Empty())


if __name__ == "__main__":
    recount("shelf:50052")
    Process(target=recount, args=("cellar:50052",)).start()
