import grpc

from shop import jobs

channel = grpc.insecure_channel("stock:50051")


def count():
    print(channel.unary_unary("/shop.Stock/Count")(b"tea"))


if __name__ == "__main__":
    jobs.repeat(count)
