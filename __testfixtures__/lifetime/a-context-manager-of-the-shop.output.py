import contextlib
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@contextlib.contextmanager
def connect():
    channel = grpc.insecure_channel("prices:50051", options=[("grpc.use_local_subchannel_pool", 1)])
    try:
        yield PricesStub(channel)
    finally:
        channel.close()


def reprice(sku):
    with connect() as stub:
        print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    with connect() as stub:
        skus = [price.sku for price in stub.List(shop_pb2.Empty()).prices]
    for sku in skus:
        Process(target=reprice, args=(sku,)).start()


if __name__ == "__main__":
    main()
