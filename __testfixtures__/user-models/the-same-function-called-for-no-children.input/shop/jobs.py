import multiprocessing

import grpc

channel = None


def count(item):
    return channel.unary_unary("/shop.Stock/Count")(item)


def run(children=(1, 2)):
    global channel
    channel = grpc.insecure_channel("stock:50051")
    for _ in children:
        multiprocessing.Process(target=count, args=(b"tea",)).start()
