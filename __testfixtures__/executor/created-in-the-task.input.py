from concurrent.futures import ProcessPoolExecutor, as_completed

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(address, sku):
    stub = PricesStub(grpc.insecure_channel(address))
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with ProcessPoolExecutor() as executor:
        futures = [executor.submit(price, "prices:50051", sku) for sku in ("tea", "milk")]
        for future in as_completed(futures):
            print(future.result())


if __name__ == "__main__":
    main()
