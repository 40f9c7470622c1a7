import multiprocessing

import grpc

from shop.metrics import watch

channel = grpc.insecure_channel("stock:50051")


def count(item):
    watch(channel)
    return len(item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
