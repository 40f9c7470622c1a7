from multiprocessing.managers import BaseManager

import grpc


class Stock:
    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)

    def count(self, sku):
        return self.channel.unary_unary("/shop.Stock/Count")(sku)


class Shop(BaseManager):
    pass


Shop.register("Stock", Stock)

if __name__ == "__main__":
    with Shop() as shop:
        print(shop.Stock("stock:50051").count(b"tea"))
