from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return stub.Quote(shop_pb2.Item(sku=sku)).cents


def letters(sku):
    return len(sku)


def run(executor, work, skus):
    with executor(max_workers=2) as pool:
        return list(pool.map(work, skus))


if __name__ == "__main__":
    print(run(ThreadPoolExecutor, price, ["tea", "coffee"]))
    with ProcessPoolExecutor() as pool:
        print(list(pool.map(letters, ["tea", "coffee"])))
