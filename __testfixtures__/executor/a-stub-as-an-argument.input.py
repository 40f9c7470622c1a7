from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(stub, sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF102 fork=16
    with ProcessPoolExecutor() as executor:
        print(executor.submit(price, stub, "tea").result())


if __name__ == "__main__":
    main()
