from multiprocessing import Process

import grpc

from shop import shop_pb2, shop_pb2_grpc

stub = shop_pb2_grpc.PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=15


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
