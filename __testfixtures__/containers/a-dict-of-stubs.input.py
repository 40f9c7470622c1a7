from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

STUBS = {
    "prices": PricesStub(grpc.insecure_channel("prices:50051")),  # expect: GFF101 fork=19
    "stock": StockStub(grpc.insecure_channel("stock:50052")),
}


def reprice(sku):
    print(STUBS["prices"].GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
