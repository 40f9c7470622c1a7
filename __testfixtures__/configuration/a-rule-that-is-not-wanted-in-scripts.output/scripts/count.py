import multiprocessing

import grpc

channel = grpc.insecure_channel("stock:50051")


def count():
    return channel.unary_unary("/shop.Stock/Count")(b"tea")


if __name__ == "__main__":
    multiprocessing.Process(target=count).start()
