from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(sku):
    stub = PricesStub(
        grpc.insecure_channel(ADDRESS, options=[("grpc.use_local_subchannel_pool", 1)])
    )  # expect: GFF103 fork=19
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    stub = PricesStub(grpc.insecure_channel(ADDRESS))
    for price in stub.List(shop_pb2.Empty()).prices:
        Process(target=reprice, args=(price.sku,)).start()


if __name__ == "__main__":
    main()
