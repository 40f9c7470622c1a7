from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def price(address, sku):
    stub = PricesStub(
        grpc.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1)])
    )  # expect: GFF103 fork=17
    return stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main(address):
    stub = PricesStub(grpc.insecure_channel(address))
    skus = [price.sku for price in stub.List(shop_pb2.Empty()).prices]
    with Pool(2) as pool:
        print(pool.starmap(price, [(address, sku) for sku in skus]))


if __name__ == "__main__":
    main("prices:50051")
