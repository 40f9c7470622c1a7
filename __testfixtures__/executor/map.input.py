from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 warning fork=17


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(price, ["tea", "milk"])))


if __name__ == "__main__":
    main()
