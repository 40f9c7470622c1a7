import multiprocessing

import grpc


def count(item):
    with grpc.insecure_channel("stock:50051") as channel:
        return channel.unary_unary("/shop.Stock/Count")(item)


def run():
    multiprocessing.Process(target=count, args=(b"tea",)).start()
