from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stubs = [StockStub(grpc.insecure_channel(address)) for address in ("cellar:1", "shelf:1")]  # expect: GFF101 fork=17


def recount():
    for stub in stubs:
        stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount).start()
