from multiprocessing import Lock, Pipe, Process, Value

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(lock, total, pipe):
    stub = StockStub(grpc.insecure_channel("stock:50052"))
    with lock:
        total.value += stub.Count(shop_pb2.StockRequest(sku="tea")).pieces
    pipe.send("done")


if __name__ == "__main__":
    ours, theirs = Pipe()
    total = Value("i", 0)
    Process(target=count, args=(Lock(), total, theirs)).start()
    print(ours.recv(), total.value)
