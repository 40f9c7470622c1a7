import grpc
from acme.jobs import Job


def count(channel, item):
    return channel.unary_unary("/shop.Stock/Count")(item)


if __name__ == "__main__":
    channel = grpc.insecure_channel("stock:50051")
    job = Job("count", count, channel, b"tea")
