import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

OPTIONS = [
    ("grpc.enable_retries", 0),
    ("grpc.enable_fork_support", True),  # does nothing
    ("grpc.max_receive_message_length", -1),
]


def count(sku):
    with grpc.insecure_channel("stock:50052", options=OPTIONS) as channel:  # expect: GFF304 warning fix=safe
        print(StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
