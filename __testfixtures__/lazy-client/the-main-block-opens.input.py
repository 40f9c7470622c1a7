import multiprocessing
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    address = sys.argv[1]
    channel = grpc.insecure_channel(address)  # expect: GFF101 fork=18
    stub = PricesStub(channel)
    workers = [multiprocessing.Process(target=reprice, args=(sku,)) for sku in sys.argv[2:]]
    for worker in workers:
        worker.start()
