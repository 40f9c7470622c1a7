from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

OPTIONS = (("grpc.keepalive_time_ms", 30000),)
stub = PricesStub(grpc.insecure_channel("prices:50051", OPTIONS))  # expect: GFF101 error fork=18


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
