import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def main():
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF102 fork=11
    multiprocessing.Process(target=lambda: print(stub.List(shop_pb2.Empty()))).start()


if __name__ == "__main__":
    main()
