import grpc
from mpire import WorkerPool

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return stub.Quote(shop_pb2.Item(sku=sku)).cents


if __name__ == "__main__":
    with WorkerPool(n_jobs=2, start_method="spawn") as pool:
        print(pool.map(price, ["tea", "coffee"]))
