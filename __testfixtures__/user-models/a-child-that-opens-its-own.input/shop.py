import grpc
from acme.jobs import run_in_child


def count(item):
    with grpc.insecure_channel("stock:50051") as channel:
        return channel.unary_unary("/shop.Stock/Count")(item)


run_in_child(count, b"tea")
