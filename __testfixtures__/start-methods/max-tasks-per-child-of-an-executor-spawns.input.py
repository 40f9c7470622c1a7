from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))


def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2, max_tasks_per_child=10) as executor:
        print(list(executor.map(price, ["tea", "milk"])))
