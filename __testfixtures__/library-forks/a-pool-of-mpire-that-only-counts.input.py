import grpc
from mpire import WorkerPool

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def letters(sku):
    return len(sku)


if __name__ == "__main__":
    with WorkerPool(n_jobs=2) as pool:
        longest = max(pool.map(letters, ["tea", "coffee"]))
    print(stub.Quote(shop_pb2.Item(sku="x" * longest)).cents)
