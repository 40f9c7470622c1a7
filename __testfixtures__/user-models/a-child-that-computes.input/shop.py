import grpc
from acme.jobs import run_in_child

channel = grpc.insecure_channel("stock:50051")


def count(item):
    return len(item)


run_in_child(count, b"tea")
