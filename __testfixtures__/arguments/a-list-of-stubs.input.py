from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def connect(ports):
    stubs = []
    for port in ports:
        channel = grpc.insecure_channel("localhost:" + str(port))  # expect: GFF102 fork=23
        stubs.append({"port": port, "stub": StockStub(channel)})
    return stubs


def recount(stubs):
    for entry in stubs:
        entry["stub"].Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount, args=(connect([50061, 50062]),)).start()
