import concurrent.futures

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=17


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with concurrent.futures.ProcessPoolExecutor() as executor:
        tea = executor.submit(price, "tea")
        print(tea.result())


if __name__ == "__main__":
    main()
