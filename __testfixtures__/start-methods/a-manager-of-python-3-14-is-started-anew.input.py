# options: --target-python 3.14
from multiprocessing.managers import BaseManager

import grpc

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


class Stock:
    def count(self, sku):
        return stock.Count(sku)


class Shop(BaseManager):
    pass


Shop.register("Stock", Stock)

if __name__ == "__main__":
    print(Stock().count(b"tea"))
    shop = Shop()
    shop.start()
    print(shop.Stock().count(b"tea"))
