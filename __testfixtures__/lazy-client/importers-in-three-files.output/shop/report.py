from shop import shop_pb2
from shop.clients import get_stub as get_prices


def report():
    for price in get_prices().List(shop_pb2.Empty()).prices:
        print(price.sku, price.cents)
