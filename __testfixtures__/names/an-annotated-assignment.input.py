import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

channel: grpc.Channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=17
stub: PricesStub = PricesStub(channel)


def reprice() -> None:
    print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    multiprocessing.Process(target=reprice).start()
