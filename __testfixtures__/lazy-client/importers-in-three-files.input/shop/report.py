from shop import shop_pb2
from shop.clients import stub as prices


def report():
    for price in prices.List(shop_pb2.Empty()).prices:
        print(price.sku, price.cents)
