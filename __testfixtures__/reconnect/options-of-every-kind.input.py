from multiprocessing import Process

import grpc

import shop_pb2
from shop_options import common
from shop_pb2_grpc import StockStub

ADDRESS = "stock:50051"


def count(sku, options=None):
    # One of its own, to where the parent is connected.
    channel = grpc.insecure_channel(ADDRESS, options=options)  # expect: GFF103 error fork=51
    StockStub(channel).Count(shop_pb2.Item(sku=sku))


def take(sku):
    channel = grpc.insecure_channel(ADDRESS, options=common())  # expect: GFF103 error fork=52
    StockStub(channel).Take(shop_pb2.Item(sku=sku))


def put(sku):
    channel = grpc.insecure_channel(  # expect: GFF103 error fork=53
        ADDRESS,
        options=[
            ("grpc.max_receive_message_length", 1 << 20),
            ("grpc.max_send_message_length", 1 << 20),  # as much
        ],
    )
    StockStub(channel).Put(shop_pb2.Item(sku=sku))


def move(sku):
    channel = grpc.insecure_channel(  # expect: GFF103 error fork=54
        ADDRESS,
        options=(("grpc.enable_retries", 0),),
    )
    StockStub(channel).Move(shop_pb2.Item(sku=sku))


def main():
    channel = grpc.insecure_channel(ADDRESS)
    StockStub(channel).Check(shop_pb2.Empty())
    children(StockStub(channel))


def children(stock):
    # The parent goes on with its own.

    Process(target=count, args=("tea",)).start()
    Process(target=take, args=("tea",)).start()
    Process(target=put, args=("tea",)).start()
    Process(target=move, args=("tea",)).start()
    stock.Check(shop_pb2.Empty())


if __name__ == "__main__":
    main()
