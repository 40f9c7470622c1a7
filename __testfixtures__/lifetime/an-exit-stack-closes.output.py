import contextlib
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(sku):
    with grpc.insecure_channel(ADDRESS, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    with contextlib.ExitStack() as stack:
        channel = stack.enter_context(grpc.insecure_channel(ADDRESS))
        skus = [price.sku for price in PricesStub(channel).List(shop_pb2.Empty()).prices]
    for sku in skus:
        Process(target=reprice, args=(sku,)).start()


if __name__ == "__main__":
    main()
