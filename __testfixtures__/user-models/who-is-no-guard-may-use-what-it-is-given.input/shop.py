import multiprocessing

import grpc
from acme import metrics

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=14


def count(item):
    metrics.watch(channel)
    return len(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
