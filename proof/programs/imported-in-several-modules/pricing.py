import clients
import journal
import shop_pb2


def quote(sku):
    journal.saw(sku, clients.prices.Quote(shop_pb2.Item(sku=sku)))
