import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def weigh(sku):
    return len(sku)


def main():
    with multiprocessing.Pool(2) as pool:
        weights = pool.map(weigh, ["tea", "coffee"])
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
    for weight in weights:
        print(stub.Quote(shop_pb2.Item(sku="x" * weight)).cents)


if __name__ == "__main__":
    main()
