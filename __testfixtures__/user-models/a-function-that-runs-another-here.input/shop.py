import grpc
from acme.jobs import run_in_child

channel = grpc.insecure_channel("stock:50051")


def count(item):
    return channel.unary_unary("/shop.Stock/Count")(item)


run_in_child(count, b"tea")
