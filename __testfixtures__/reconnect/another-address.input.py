from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub


def recount(sku):
    StockStub(grpc.insecure_channel("stock:50052")).Recount(shop_pb2.StockRequest(sku=sku))


def main():
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
    for price in stub.List(shop_pb2.Empty()).prices:
        Process(target=recount, args=(price.sku,)).start()


if __name__ == "__main__":
    main()
