from shop.rpc import Client


class StockClient(Client):
    def count(self, sku):
        return self.call("Count", sku)
