import grpc
from acme.jobs import run_in_child

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=11 fix=safe


def count(item):
    return channel.unary_unary("/shop.Stock/Count")(item)


run_in_child(count, b"tea")
