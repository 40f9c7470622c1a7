from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(stub, sku):
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF102 fork=15
    with Pool(2) as pool:
        print(pool.starmap(price, [(stub, "tea"), (stub, "milk")]))


if __name__ == "__main__":
    main()
