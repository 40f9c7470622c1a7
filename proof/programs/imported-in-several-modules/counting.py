import journal
import shop_pb2
from clients import stock


def count(sku):
    journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))
