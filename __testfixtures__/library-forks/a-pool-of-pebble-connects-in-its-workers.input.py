import grpc
from pebble import ProcessPool, concurrent

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub


def connect():
    global stock
    stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).amount


@concurrent.thread
def price(sku):
    return prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    with ProcessPool(max_workers=2, initializer=connect) as pool:
        print(pool.schedule(count, args=["tea"]).result())
    prices = PricesStub(grpc.insecure_channel("prices:50051"))
    print(price("tea").result())
