from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(sku):
    with grpc.insecure_channel("prices:50051") as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    workers = [Process(target=reprice, args=(sku,)) for sku in ("tea", "milk")]
    for worker in workers:
        worker.start()
