from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = None


def normalize(sku):
    return sku.lower() if stub is None else stub.Find(shop_pb2.Query(word=sku)).sku


def main():
    global stub
    with Pool(2) as pool:
        skus = pool.map(normalize, ["TEA", "MILK"])
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
    print([stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents for sku in skus])


if __name__ == "__main__":
    main()
