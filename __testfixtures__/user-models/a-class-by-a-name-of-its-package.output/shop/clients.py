from acme import registry


class Stock:
    def __init__(self, address):
        self.connection = registry.lookup("stock").open(address)

    def count(self, item):
        return self.connection.call("count", item)
