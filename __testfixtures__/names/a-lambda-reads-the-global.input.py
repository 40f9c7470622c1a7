import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=11

if __name__ == "__main__":
    multiprocessing.Process(target=lambda: print(stub.List(shop_pb2.Empty()))).start()
