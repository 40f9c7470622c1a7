from multiprocessing import Pool

import journal
import shop_pb2

from . import prices


def quote(sku):
    price = prices.Quote(shop_pb2.Item(sku=sku))
    journal.saw(sku, price)
    return price.cents


def total(skus):
    with Pool(2) as pool:
        return sum(pool.map(quote, skus))
