from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

channel = grpc.insecure_channel(  # expect: GFF101 error fork=24
    "prices:50051",
    options=[
        ("grpc.max_receive_message_length", 64 * 1024 * 1024),
        ("grpc.keepalive_time_ms", 30000),
    ],
)
stub = PricesStub(channel)


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    reprice("bread")
    Process(target=reprice, args=("tea",)).start()
